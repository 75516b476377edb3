"""Uploaded pictures are served as pictures, and nothing else is."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "logo").mkdir(parents=True)
    (tmp_path / "hemmelig.png").write_bytes(png())
    (tmp_path / "media" / "logo" / "a.png").write_bytes(png())
    (tmp_path / "media" / "logo" / "a.html").write_text("<script>alert(1)</script>")
    (tmp_path / "media" / "logo" / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return tmp_path


def test_a_picture_is_sent_as_a_picture_that_nobody_guesses_at(client: Client, folder: Path) -> None:
    response = client.get("/medier/logo/a.png")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == png()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "../hemmelig.png",
        "..%2fhemmelig.png",
        "logo/../../hemmelig.png",
        "%2e%2e/hemmelig.png",
        "/etc/passwd.png",
        "logo/a.html",
        "logo/a.svg",
        "logo/",
        "logo",
        "logo/findes-ikke.png",
        "logo/%00.png",
        "logo/" + "x" * 5000 + ".png",
    ],
)
def test_nothing_else_is_sent(client: Client, folder: Path, path: str) -> None:
    assert client.get(f"/medier/{path}").status_code == 404


def test_pictures_are_only_read(client: Client, folder: Path) -> None:
    assert client.post("/medier/logo/a.png").status_code == 405
