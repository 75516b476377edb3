"""Uploaded pictures, served: only pictures, only below MEDIA_ROOT, never guessed at."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# What core/pictures.py writes; nothing else is ever sent.
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    kind = TYPES.get(path.rsplit(".", 1)[-1])
    try:
        found = kind and default_storage.exists(path)
    except (SuspiciousFileOperation, ValueError, OSError) as error:
        raise Http404 from error
    if not found:
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=kind)
    # An hour: a picture whose consent is withdrawn must not live on in caches.
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
