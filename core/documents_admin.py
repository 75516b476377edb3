"""How a document is sent in, and fetched again by whoever may see its row."""

from typing import Any

from django.apps import apps
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from core.admin_rights import seen_in_admin
from core.documents import ENDINGS, DocumentField, sent


class DocumentInput(AdminFileWidget):
    template_name = "admin/widgets/document_input.html"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"accept": ",".join(f".{ending}" for ending in ENDINGS), **(attrs or {})})


@require_safe
def document(request: HttpRequest, kind: str, pk: int, field: str) -> FileResponse:
    """For who sees the row in the admin. `kind` is the model: `budget.pledgedecision`."""
    model = next((model for model in apps.get_models() if model._meta.label_lower == kind), None)
    named = {column.name for column in model._meta.fields if isinstance(column, DocumentField)} if model else set()
    if model is None or field not in named:
        raise Http404
    if not request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        raise PermissionDenied
    row = seen_in_admin(model._default_manager.all(), request.user).filter(pk=pk).first()
    return sent(row and getattr(row, field))
