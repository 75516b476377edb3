"""Pictures for tests, and things that say they are pictures."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def png(width: int = 8, height: int = 8) -> bytes:
    return _picture("PNG", width, height)


def several_in_one(**written: str) -> bytes:
    """What many phones call a JPEG: a picture, and others of the same moment behind it (MPO)."""
    file = io.BytesIO()
    red, blue = (Image.new("RGB", (60, 60), colour) for colour in ("red", "blue"))
    red.save(file, "MPO", save_all=True, append_images=[blue], **written)
    return file.getvalue()


def _picture(kind: str, width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, kind)
    return file.getvalue()


def upload(name: str = "billede.png", content: bytes | None = None, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png() if content is None else content, kind)


NOT_PICTURES = {
    "text.png": b"Hej, jeg er en tekst.",
    "side.png": b"<!doctype html><script>alert(1)</script>",
    "tegning.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "tegning.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "tom.png": b"",
    "halv.png": png()[:40],
    "skjult.html": png(),
    "animation.gif": _picture("GIF", 8, 8),
    "animation.png": _picture("GIF", 8, 8),
}
