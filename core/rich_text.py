"""Rich text: what an editor may write, cleaned when saved and again when shown."""

import re
from html import unescape
from typing import Any

from django.utils.html import linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django_prose_editor.fields import ProseEditorField, create_sanitizer

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3, 4]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
}

_sanitize = create_sanitizer(EXTENSIONS)


class RichTextField(ProseEditorField):
    """HTML from a small set of tags. Plain text (in a plan file) becomes paragraphs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, config={"extensions": EXTENSIONS}, sanitize=True, **kwargs)

    def clean(self, value: Any, instance: Any) -> str:
        if isinstance(value, str) and value.strip() and not value.lstrip().startswith("<"):
            value = linebreaks(value.strip(), autoescape=True)
        return super().clean(value, instance)


def safe_html(html: str) -> SafeString:
    """HTML fit to print, whatever way it came into the database."""
    return mark_safe(_sanitize(html or ""))  # noqa: S308  what nh3 has cleaned is safe


def safe_html_below(html: str, level: int) -> SafeString:
    """The same for a text below a heading of its own: all of its headings are of this level."""
    return mark_safe(re.sub(r"(</?h)[2-4]\b", rf"\g<1>{level}", safe_html(html)))  # noqa: S308  cleaned above


def plain_text(html: str) -> str:
    """What a reader sees of some HTML, on one line."""
    # Of what nh3 has cleaned. Django's strip_tags is for any HTML, and ten times as slow.
    return " ".join(unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", html or "")).split())


def in_short(html: str, length: int = 160) -> str:
    """How a text begins, without HTML: for search engines."""
    return Truncator(plain_text(html)).chars(length)


def opening(html: str) -> str:
    """The first paragraph in plain words, for tables and descriptions."""
    first = re.split(r"</(?:p|h\d|li)>", html or "", maxsplit=1)[0]
    return " ".join(unescape(strip_tags(first)).split())
