"""Mails about a login: plain text, and the same as HTML."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string


def mail(name: str, to: str, request: HttpRequest, **context: Any) -> EmailMultiAlternatives:
    """A mail from templates/mail/<name>: its first line is the subject. Links lead to the host that was asked."""
    subject, _, text = render_to_string(f"mail/{name}.txt", context, request).strip().partition("\n")
    message = EmailMultiAlternatives(subject.strip(), text.strip() + "\n", to=[to])
    message.attach_alternative(render_to_string(f"mail/{name}.html", context, request), "text/html")
    return message
