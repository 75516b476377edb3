"""An uploaded document is what its name says, or is refused by name and in words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile

from core import document_contents, pictures
from core.documents import check_document
from tests import papers
from tests.pictures import png, several_in_one

SHEET = "application/vnd.oasis.opendocument.spreadsheet"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", papers.pdf()),
        ("scannet.PDF", b"\r\n" + papers.pdf() + bytes(900)),
        ("a.docx", papers.docx()),
        ("a.xlsx", papers.xlsx()),
        ("a.odt", papers.odt({"Configurations2/menubar/x.xml": ""})),
        ("a.ods", papers.odt(kind=SHEET)),
        ("a.png", png()),
        ("fra-telefonen.jpeg", several_in_one()),
    ],
)
def test_what_offices_write_is_taken(name: str, body: bytes) -> None:
    file = papers.sent(name, body)
    check_document(file)
    assert file.read() == body
    # A large one lies on the disk.
    kept = TemporaryUploadedFile(name, "", len(body), "")
    kept.write(body)
    check_document(kept)
    assert kept.tell() == 0


NOT_THAT, BROKEN = "er ikke en {}-fil, selv om navnet siger det", "kan ikke læses"
MACROS, TOO_LARGE = "indeholder makroer", "er for stor, når den pakkes ud"


def damaged(body: bytes) -> bytes:
    """With a byte of its first part changed, and all sizes as they were."""
    place = body.index(b"<w:document/>") if b"<w:document/>" in body else 60
    return body[:place] + bytes([body[place] ^ 255]) + body[place + 1 :]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("side.pdf", b"<!doctype html><script>alert(1)</script>%PDF-1.7 %%EOF", NOT_THAT),
        ("halv.pdf", papers.pdf()[:30], "mangler sin slutning"),
        ("tekst.docx", b"Hej", NOT_THAT),
        ("pk.docx", b"PK\x03\x04" + b"\xff\x00" * 500, BROKEN),
        ("halv.docx", papers.docx()[:200], BROKEN),
        ("skadet.docx", damaged(papers.docx()), BROKEN),
        ("gammel.docx", OLD_WORD, "har en adgangskode eller er af en ældre slags"),
        ("regneark.docx", papers.xlsx(), NOT_THAT),
        ("tekst.xlsx", papers.docx(), NOT_THAT),
        ("pakket.docx", papers.packed({"word/document.xml": "<w:document/>"}), NOT_THAT),
        ("ark.odt", papers.odt(kind=SHEET), NOT_THAT),
        ("navnløs.odt", papers.packed({"content.xml": "x"}), NOT_THAT),
        ("makro.docx", papers.docx({"word/vbaProject.bin": b"x"}), MACROS),
        ("makro.docx", papers.docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), NOT_THAT),
        ("makro.odt", papers.odt({"Basic/Standard/Module1.xml": "x"}), MACROS),
        ("makro.ods", papers.odt({"Scripts/python/a.py": "x"}, SHEET), MACROS),
        ("bombe.docx", papers.docx({"word/a.xml": bytes(20_000_000)}), TOO_LARGE),
        ("mange.docx", papers.docx({f"word/{n}.xml": "" for n in range(5000)}), TOO_LARGE),
        ("tekst.png", b"Hej, jeg er en tekst.", BROKEN),
        ("halv.png", png(60, 60)[:70], BROKEN),
        ("billede.jpg", png(), BROKEN),
    ],
)
def test_what_is_something_else_is_refused_by_its_name(name: str, body: bytes, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_document(papers.sent(name, body))
    (message,) = refused.value.messages
    assert message.startswith(f"»{name}« {words.format(name.rsplit('.')[-1].upper())}")


def test_a_picture_has_no_more_points_than_the_machine_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_POINTS", 63)
    with pytest.raises(ValidationError, match="for mange punkter"):
        check_document(papers.sent("a.png", png()))


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "odt", "ods", "jpg", "png"])
@pytest.mark.parametrize(
    "start", [b"", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), png()[:16], b"\xff\xd8\xff"]
)
def test_nothing_that_is_sent_breaks_the_check(ending: str, start: bytes) -> None:
    for rest in (b"", b"\x00" * 40, bytes(range(256)) * 4):
        with pytest.raises(ValidationError):
            check_document(papers.sent(f"x\x00.{ending}", start + rest))


def test_what_cannot_be_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = bytearray(papers.docx())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(head) + flags] |= 1
    with pytest.raises(ValidationError, match=BROKEN):
        check_document(papers.sent("a.docx", bytes(locked)))
    monkeypatch.setattr(document_contents, "MAX_UNPACKED", 20)
    with pytest.raises(ValidationError, match=TOO_LARGE):
        check_document(papers.sent("a.docx", papers.docx()))
