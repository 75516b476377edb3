"""Addresses of this site that an editor writes."""

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _


def leads_to_a_page(address: str) -> None:
    """Raise ValidationError unless the site has such an address."""
    try:
        resolve(address.partition("#")[0].partition("?")[0])
    except Resolver404:
        message = _("Siden findes ikke her. Skriv det, der står efter webstedets navn, fx »/initiativer/nabofest/«.")
        raise ValidationError(message) from None
