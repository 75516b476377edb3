"""Mails: one text per mail, from templates/mail/<name>.txt; its first line is the subject.

The same as HTML is made from the text: paragraphs, lines that begin with »- «, headings (a line above
one of dashes), and links. A line that ends in a colon above a line that is only an address becomes a
link with that line as its words.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import escape
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

# In text that is escaped already. What ends a sentence is no part of an address.
LINK = re.compile(
    r"^(?P<words>[^\n]+):\n(?P<below>https?://\S+)$|(?P<bare>https?://\S+?)(?=[.,;:!?)]*(?:\s|$))", re.MULTILINE
)
HEADING = re.compile(r"(?P<words>[^\n]+)\n-{3,}")


class Mail(EmailMultiAlternatives):
    """A mail that knows which of our mails it is."""

    kind = ""


def compose(
    name: str,
    to: str,
    context: dict[str, Any],
    request: HttpRequest | None = None,
    attachments: Iterable[tuple[str, str | bytes, str]] = (),
) -> Mail:
    """The mail templates/mail/<name>.txt; `send()` puts it into the outbox.

    The template has `us`, who writes, if the context does not say it. Links must be whole: `absolute(path)`,
    or `request.build_absolute_uri`. Attachments are (file name, content, type).
    """
    words = Context({**context, "us": context["us"] if "us" in context else us(request)}, autoescape=False)
    subject, _, text = get_template(f"mail/{name}.txt").template.render(words).strip().partition("\n")  # type: ignore[attr-defined]
    # Lines that held only tags leave gaps.
    subject, text = " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    mail = Mail(subject, text, to=[to], attachments=list(attachments), headers={"Auto-Submitted": "auto-generated"})
    frame = render_to_string("mail/_frame.html", {"subject": subject, "text": html_of(text)})
    mail.attach_alternative(frame, "text/html")
    mail.kind = name
    return mail


def absolute(path: str) -> str:
    """A whole address, for mails that no request caused."""
    return f"{settings.SITE_URL}{path}"


def us(request: HttpRequest | None = None) -> str:
    """Who writes. One who writes many mails asks once, and gives it to each."""
    name: str = import_string(settings.OUR_NAME)()
    return name or (request.get_host() if request else urlsplit(settings.SITE_URL).netloc)


def html_of(text: str) -> SafeString:
    """Plain text as paragraphs, headings, lists and links."""
    blocks = re.split(r"\n\s*\n", escape(text).strip())
    return mark_safe("\n".join(part for block in blocks for part in _parts(block)))  # noqa: S308 - escaped above


def _parts(block: str) -> Iterable[str]:
    if heading := HEADING.fullmatch(block.strip()):
        yield f"<h2>{heading['words']}</h2>"
        return
    for is_list, lines in groupby(block.split("\n"), key=lambda line: line.startswith("- ")):
        if is_list:
            items = "".join(f"<li>{LINK.sub(_link, line[2:])}</li>" for line in lines)
            yield f"<ul>{items}</ul>"
        else:
            paragraph = LINK.sub(_link, "\n".join(lines)).replace("\n", "<br>")
            yield f"<p>{paragraph}</p>"


def _link(found: re.Match[str]) -> str:
    address = found["below"] or found["bare"]
    return f'<a href="{address}">{found["words"] or address}</a>'
