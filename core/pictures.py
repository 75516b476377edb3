"""Uploaded pictures: checked by content, drawn anew without hidden data, under a name of our own."""

import io
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.history import forget_file
from core.kept_files import LivesWithItsRow

MAX_BYTES = 5_000_000
MAX_SIDE = 1200
MAX_POINTS = 40_000_000
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


class picture_path:
    """`upload_to` that forgets the sender's file name: `logo/3f9c….png`."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance: models.Model, filename: str) -> str:
        ending = filename.rsplit(".", 1)[-1].lower()
        return f"{self.folder}/{secrets.token_hex(8)}.{ending if ending in FORMATS.values() else 'jpg'}"

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return "core.pictures.picture_path", [self.folder], {}


def opened(file: Any, formats: list[str]) -> Image.Image:
    """The picture before its points are read. Raises ValidationError where they are too many to hold."""
    file.seek(0)
    picture = Image.open(file, formats=formats)
    if picture.width * picture.height > MAX_POINTS:
        raise ValidationError(_("Billedet har for mange punkter. Gør det mindre, og prøv igen."))
    return picture


def redrawn(upload: Any) -> ContentFile:
    """The picture as a new file: at most 1200 px, upright, without EXIF (which may hold a position).

    Raises ValidationError when the content is not a JPEG, PNG or WebP of reasonable size.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("Billedet fylder mere end 5 MB. Gør det mindre, og prøv igen."))
    try:
        picture = opened(upload, list(FORMATS))
        # Phones write several pictures into one JPEG file (MPO); the first is the picture.
        kind = "JPEG" if picture.format == "MPO" else picture.format or ""
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        # A JPEG's comment would be written along.
        picture.info.pop("comment", None)
        if kind == "JPEG":
            picture = picture.convert("RGB")
        new = io.BytesIO()
        picture.save(new, kind, quality=85)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("Filen er ikke et billede, vi kan læse. Brug JPG, PNG eller WebP.")) from error
    return ContentFile(new.getvalue(), name=f"billede.{FORMATS[kind]}")


class PictureField(LivesWithItsRow, models.ImageField):
    """An image field whose new uploads are redrawn when the row is cleaned."""

    def clean(self, value: Any, model_instance: Any) -> Any:
        value = super().clean(value, model_instance)
        if value and not value._committed:
            value = type(value)(model_instance, self, (new := redrawn(value.file)).name)
            value.file = new
            value._committed = False
        return value

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs


class Pictured(models.Model):
    """A row with a `picture`, which is told to those who do not see it, and kept only with consent."""

    picture_alt = models.CharField(
        _("billedtekst"), max_length=200, blank=True, help_text=_("Hvad billedet viser, for dem, der ikke ser det.")
    )
    picture_credit = models.CharField(_("fotograf"), max_length=120, blank=True)
    picture_consent = models.BooleanField(_("samtykke til billedet"), default=False)

    picture: Any

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.picture and not self.picture_alt:
            raise ValidationError({"picture_alt": _("Skriv, hvad billedet viser.")})
        if self.picture and not self.picture_consent:
            raise ValidationError({"picture_consent": _("Billedet kræver samtykke fra dem, man kan kende.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if not self.picture_consent:
            forget_file(self, "picture")
