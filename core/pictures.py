"""Uploaded pictures: checked by content, drawn anew without hidden data, under a name of our own."""

import io
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 5_000_000
MAX_SIDE = 1200
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


def redrawn(upload: Any) -> ContentFile:
    """The picture as a new file: at most 1200 px, upright, without EXIF (which may hold a position).

    Raises ValidationError when the content is not a JPEG, PNG or WebP of reasonable size.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("Billedet fylder mere end 5 MB. Gør det mindre, og prøv igen."))
    try:
        upload.seek(0)
        picture = Image.open(upload, formats=list(FORMATS))
        # Phones write several pictures into one JPEG file (MPO); the first is the picture.
        kind = "JPEG" if picture.format == "MPO" else picture.format or ""
        if picture.width * picture.height > 40_000_000:
            raise ValidationError(_("Billedet har for mange punkter. Gør det mindre, og prøv igen."))
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


class PictureField(models.ImageField):
    """An image field whose new uploads are redrawn when the row is cleaned.

    A file lives as long as its row names it: replaced, removed or deleted with the row, it goes.
    """

    def contribute_to_class(self, cls: Any, name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            models.signals.post_delete.connect(self._row_deleted, sender=cls)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        rows = type(model_instance)._base_manager.filter(pk=model_instance.pk)
        before = rows.values_list(self.attname, flat=True).first() if model_instance.pk else None
        file = super().pre_save(model_instance, add)
        if before and before != file.name:
            self._discard(before)
        return file

    def _row_deleted(self, instance: models.Model, **kwargs: Any) -> None:
        name = getattr(instance, self.attname).name
        if name:
            self._discard(name)

    def _discard(self, name: str) -> None:
        transaction.on_commit(lambda: self.storage.delete(name))

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
