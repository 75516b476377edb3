"""What the admin only shows: cells of lists, which Django hands over as finished HTML, and fields to read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from core.rich_text import RichTextField, safe_html

register = template.Library()


@register.filter
def headed(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> Iterator[SafeString]:
    """Each cell with the head of its column in `data-head`, to be printed where there is no head row."""
    for cell, header in zip(cells, headers, strict=True):
        head = capfirst(strip_tags(str(header["text"])))
        mark = format_html(' data-head="{}">', head) if head else ">"
        yield mark_safe(cell.replace(">", mark, 1))  # noqa: S308  Django's own HTML, and what is escaped above


@register.filter
def to_read(field: Any) -> Any:
    """A field that is only shown; rich text as it is read, not as the HTML it is kept in."""
    row, name = field.form.instance, field.field["field"]
    text = getattr(row, name) if name in rich_texts(row) else ""
    return format_html('<div class="prose">{}</div>', safe_html(text)) if text else field.contents()


def rich_texts(row: Any) -> set[str]:
    return {field.name for field in row._meta.fields if isinstance(field, RichTextField)}
