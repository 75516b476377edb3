import re
from pathlib import Path

import pytest
from django.test import Client

from organisation.models import SiteText
from organisation.texts import TEXTS, fill
from tests import factories

ROOT = Path(__file__).resolve().parents[2]


def used_keys() -> set[str]:
    """Every key that stands in a template or a view."""
    rooms = (ROOT / "abc_portal", ROOT / "meetings")
    files = [*(ROOT / "templates").rglob("*.html"), *(file for room in rooms for file in room.rglob("*.py"))]
    found = (re.findall(r"""["']([a-z_]+(?:\.[a-z0-9_]+)+)["']""", file.read_text()) for file in files)
    return {key for keys in found for key in keys}


def test_every_text_an_editor_can_change_stands_on_a_page() -> None:
    assert set(TEXTS) - used_keys() == set()


def test_every_text_a_page_prints_can_be_changed() -> None:
    printed = set()
    for file in (ROOT / "templates").rglob("*.html"):
        printed |= set(re.findall(r"""\{% text ["']([^"']+)["']""", file.read_text()))
    assert printed - set(TEXTS) == set()


def test_a_new_installation_has_a_row_for_every_text(db: None) -> None:
    assert set(SiteText.objects.values_list("key", flat=True)) == set(TEXTS)


def test_the_editors_words_replace_the_standard_and_an_empty_one_brings_it_back(client: Client, db: None) -> None:
    factories.partnership(name="Solbyen")
    row = SiteText.objects.get(key="home.title")
    row.text = "Velkommen til {navn} <b>"
    row.save()
    assert "Velkommen til Solbyen &lt;b&gt;" in client.get("/").content.decode()
    row.text = ""
    row.save()
    assert row.standard in client.get("/").content.decode()


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ukendt}", "{navn.__class__}", "{navn[0]}", "{navn!x}", "{navn:>9}"])
def test_braces_that_make_no_sense_stand_as_they_are_written(text: str) -> None:
    assert fill(text, {"navn": "Solbyen"}) == text


def test_a_word_in_braces_is_filled_in_once() -> None:
    assert fill("{navn} {{navn}} {antal}", {"navn": "{antal}", "antal": 4}) == "{antal} {{antal}} 4"
