"""Files that are not for everybody: kept outside MEDIA_ROOT, sent only by views that ask for a right."""

from typing import Any

from django.core.files.storage import Storage, storages
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename


def private_storage() -> Storage:
    """For `FileField(storage=private_storage)`: asked when it is used, so that tests can move it."""
    return storages["private"]


def as_download(file: Any, name: str, **kind: Any) -> FileResponse:
    """An open file under a readable name: always saved, never shown in the browser, never cached."""
    response = FileResponse(file, as_attachment=True, filename=get_valid_filename(name), **kind)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def as_shown(content: bytes, name: str, kind: str, public: bool) -> HttpResponse:
    """A file that the browser may show; one that is not for everybody stays in no cache."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(False, get_valid_filename(name)) or ""
    if not public:
        response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
