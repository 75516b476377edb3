"""Addresses that Danes can read: made from names, stable, and never lost when changed."""

import re
from typing import TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.folding import fold

T = TypeVar("T", bound=models.Model)

MAX_LENGTH = 80

valid_slug = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Brug kun små bogstaver a–z, tal og bindestreg."),
)


def danish_slug(text: str) -> str:
    """`Løbeklub på tværs` → `loebeklub-paa-tvaers`; `side` when nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text))[:MAX_LENGTH].strip("-")
    return slug or "side"


def free_slug(name: str, taken: models.QuerySet) -> str:
    """The slug of a name, numbered (`-2`, `-3` …) past those that `taken` already holds."""
    base = danish_slug(name)
    slug, number = base, 1
    while taken.filter(slug=slug).exists():
        number += 1
        slug = f"{base[: MAX_LENGTH - 5]}-{number}"
    return slug


def get_by_slug(queryset: "models.QuerySet[T]", slug: str) -> T:
    """The row at this address, or the one that used to live there; Http404 if neither.

    The caller redirects when the row's slug is not the one asked for.
    """
    row = queryset.filter(slug=slug).first()
    row = row or queryset.filter(former_slugs__contains=f" {slug} ").first()
    if row is None:
        raise Http404
    return row
