"""Versions in words: which words changed, and how much of a long text is shown."""

import pytest

from core.history.words import changed_words, picture_change, plain


def test_what_went_stands_before_what_came() -> None:
    assert changed_words("Vi mødes mandag", "Vi mødes tirsdag aften") == [
        ("", "Vi mødes "),
        ("del", "mandag"),
        ("ins", "tirsdag aften"),
    ]


def test_of_a_long_text_only_the_words_near_a_change_are_shown() -> None:
    many = " ".join(f"ord{number}" for number in range(100))
    parts = changed_words(f"før {many} efter", f"nu {many} senere")
    middle = parts[2][1]
    assert middle.startswith("ord0 ord1")
    assert middle.endswith("ord98 ord99 ")
    assert "ord50" not in middle
    assert "…" in middle


def test_two_very_long_texts_are_shown_whole() -> None:
    before, after = "a " * 3000, "b " * 3000
    assert changed_words(before, after) == [("del", before), ("ins", after)]


def test_rich_text_is_read_without_tags_a_line_per_paragraph() -> None:
    assert plain("<h2>Tider</h2><p>Man &amp; <b>tirs</b></p><ul><li>kl. 10</li></ul>") == "Tider\nMan & tirs\nkl. 10"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a.png", "b.png", "billedet er skiftet"),
        ("a.png", "", "billedet er fjernet"),
        ("", "b.png", "billedet er kommet til"),
    ],
)
def test_of_a_picture_it_is_said_what_happened(before: str, after: str, said: str) -> None:
    assert picture_change(before, after) == said
