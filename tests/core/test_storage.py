"""The static files as a deployment gets them."""

import json
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.core.management import call_command

from core.storage import slim


@pytest.fixture
def collect(settings: Any, tmp_path: Path) -> Any:
    """Runs collectstatic on a folder of our own and returns the stylesheet it made."""
    source, target = tmp_path / "source", tmp_path / "target"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = target
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "core.storage.BundledStaticFilesStorage"}}
    for name, text in {
        "css/site.css": '/* The list */\n@import url("tokens.css");\n@import url("base.css");\n',
        "css/tokens.css": '@font-face {\n  src: url("../font/letters.woff2");\n}\n',
        "css/base.css": "/* Of two\n   lines */\n\na {\n  color: red;\n}\n",
        "font/letters.woff2": "letters",
    }.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)

    def run() -> str:
        call_command("collectstatic", interactive=False, verbosity=0)
        manifest = json.loads((target / "staticfiles.json").read_text())["paths"]
        return (target / manifest["css/site.css"]).read_text()

    run.source, run.target = source, target
    return run


def test_one_stylesheet_holds_its_parts_in_order(collect: Any) -> None:
    css = collect()

    assert "@import" not in css
    assert css.index("@font-face") < css.index("color: red")


def test_addresses_inside_the_parts_are_hashed(collect: Any) -> None:
    assert re.search(r'url\("\.\./font/letters\.[0-9a-f]{12}\.woff2"\)', collect())


def test_comments_and_indentation_stay_in_the_source(collect: Any) -> None:
    assert "/*" not in collect()
    assert slim("/* x */\na {\n  color: red; /* y */\n}\n\n") == "a {\ncolor: red;\n}\n"


def test_a_changed_part_comes_with_the_next_collection(collect: Any) -> None:
    collect()
    (collect.source / "css/base.css").write_text("a { color: green; }\n")

    assert "color: green" in collect()


def test_the_stylesheet_is_compressed_too(collect: Any) -> None:
    (collect.source / "css/base.css").write_text("a { color: green; }\n" * 200)
    collect()

    assert list((collect.target / "css").glob("site.*.css.br"))


def test_our_own_stylesheet_is_one_light_file(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "core.storage.BundledStaticFilesStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    css = (tmp_path / manifest["css/site.css"]).read_bytes()

    assert b"@import" not in css
    assert b"data:" not in css
    assert len(brotli.compress(css)) < 12_000
