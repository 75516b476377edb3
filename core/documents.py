"""Uploaded documents: of the kinds offices use, and kept outside what the site serves.

How they are sent in and fetched stands in core/documents_admin.py.
"""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.document_contents import check_contents
from core.kept_files import LivesWithItsRow
from core.private_files import as_download, private_storage

MAX_BYTES = 20_000_000
ENDINGS = ("pdf", "docx", "xlsx", "odt", "ods", "jpg", "jpeg", "png")
# What people call those that they do not call by their ending.
KINDS = {"docx": "Word", "xlsx": "Excel", "odt": "OpenDocument", "ods": "OpenDocument", "jpeg": "JPG"}


def check_document(file: Any) -> None:
    """Raise ValidationError for a new file that is of another kind, of no sensible size, or not what it says.

    What is kept stays.
    """
    if getattr(file, "_committed", False):
        return
    name = PurePath(file.name)
    ending = name.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise ValidationError(
            _("»%(name)s« er ikke en fil, der kan gemmes her. Brug PDF, Word, Excel, OpenDocument, JPG eller PNG."),
            params={"name": name.name[-60:]},
        )
    if file.size > MAX_BYTES:
        raise ValidationError(_("Filen fylder mere end 20 MB. Gør den mindre, og prøv igen."))
    check_contents(file.file, ending, name.name[-60:])


def sent(document: "DocumentFile | None") -> FileResponse:
    """A row's document, for who may see the row. Raises Http404 where there is none, or its file is lost."""
    if not document or not document.storage.exists(str(document.name)):
        raise Http404
    return as_download(document.open("rb"), document.short_name)


class DocumentFile(FieldFile):
    """Knows where it is fetched, and what it is called."""

    @property
    def url(self) -> str:
        return reverse("document", args=[self.instance._meta.label_lower, self.instance.pk, self.field.name])

    @property
    def short_name(self) -> str:
        return PurePath(self.name or "").name

    @property
    def kind(self) -> str:
        """`PDF`, `Word`."""
        ending = PurePath(self.name or "").suffix.lower().removeprefix(".")
        return KINDS.get(ending, ending.upper())

    @property
    def bytes_if_known(self) -> int | None:
        """None where the file is lost."""
        try:
            return self.size
        except FileNotFoundError:
            return None


class DocumentField(LivesWithItsRow, models.FileField):  # type: ignore[misc]
    attr_class = DocumentFile
    default_validators = [check_document]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"storage": private_storage, "max_length": 200, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs
