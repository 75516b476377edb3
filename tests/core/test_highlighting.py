import pytest

from core.highlighting import alike, excerpt, marked


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Børn i klubben", "born", "Børn i klubben"),
        ("Børn i klubben", "BOERN", "<mark>Børn</mark> i klubben"),
        ("Børn i klubben", "børnene", "<mark>Børn</mark> i klubben"),
        ("For børnenes skyld", "børn", "For <mark>børnenes</mark> skyld"),
        ("Småbørnsgruppen", "børnene", "Små<mark>børn</mark>sgruppen"),
        ("Pladsen", "plads", "<mark>Plads</mark>en"),
        ("Børnehaven", "børn", "<mark>Børn</mark>ehaven"),
        ("Skabeværkstedet", "vaerk", "Skabe<mark>værk</mark>stedet"),
        ("Lån en cykel", "cykler", "Lån en <mark>cykel</mark>"),
        ("Strikkecafe\u0301en", "strikkecafe", "<mark>Strikkecafé</mark>en"),
        ("Te & <b>kaffe</b>", "kaffe te", "<mark>Te</mark> &amp; &lt;b&gt;<mark>kaffe</mark>&lt;/b&gt;"),
        ("<mark>", "mark", "&lt;<mark>mark</mark>&gt;"),
        ("&amp;", "amp", "&amp;<mark>amp</mark>;"),
        ("a.c abc", "a.c", "<mark>a.c</mark> abc"),
        ("Åen", "a", "<mark>Å</mark>en"),
        ("Find et fritidsjob", "fritidsjobbet", "Find et <mark>fritidsjob</mark>"),
        ("Straße \u00b4 …", "strasse", "<mark>Straße</mark> \u00b4 …"),
        ("f(x) = [a]", "f(x ab( [a] \\", "<mark>f(x</mark>) = <mark>[a]</mark>"),
        ("Kaffe", "", "Kaffe"),
    ],
)
def test_what_was_searched_for_is_marked_as_it_is_written(text: str, query: str, shown: str) -> None:
    assert marked(text, query) == shown


def test_a_short_text_is_shown_unless_only_the_long_one_holds_the_word() -> None:
    long = f"<p>{'Vi mødes på torvet. ' * 30}</p><p>Der er kage til alle &amp; lidt saft.</p>"
    assert excerpt("torvet", "Spisning", "Ved torvet.", long) == "Ved <mark>torvet</mark>."
    assert excerpt("spisninger", "Spisning", "Ved torvet.", f"{long}<p>Spisning</p>") == "Ved torvet."
    assert excerpt("findesikke", "Spisning", "Ved torvet.", long) == "Ved torvet."
    assert excerpt("kage", "Spisning", "Ved torvet.", long) == (
        "… Vi mødes på torvet. Der er <mark>kage</mark> til alle &amp; lidt saft."
    )
    assert excerpt("", "Spisning", "", long).startswith("Vi mødes på torvet. Vi")
    assert len(excerpt("", "Spisning", "", long)) <= 160


def test_what_a_slip_perhaps_meant_is_found_among_names() -> None:
    assert alike("strikkekafe på torvet", ["Strikkecafé", "Kaffe på Torvet"]) == "strikkecafe paa torvet"
