"""The way to one's own sign-ups: an address that is a key, or a short code for who has no e-mail.

The key is signed and holds the booking's id alone. It ends when the rows do.
"""

import uuid

from django.urls import reverse

from activities.models import SignUp
from activities.models.sign_ups import number_in_line
from core.reachable import comparable_phone
from core.secret_addresses import Gone, Keys

KEYS = Keys("activities.bookings")


def token_of(booking: uuid.UUID) -> str:
    return KEYS.token_of(booking)


def address_of(booking: uuid.UUID) -> str:
    return reverse("booking", args=[token_of(booking)])


def opened(token: str) -> list[SignUp]:
    """What the key opens, date by date, at least one. Raises Gone."""
    rows = list(SignUp.objects.filter(booking=KEYS.key_of(token)).kept().of_owner())
    if not rows:
        raise Gone
    number_in_line(rows)
    return rows


def found_by_code(code: str, last_digits: str) -> uuid.UUID | None:
    """The booking with this code, if the phone number ends so too."""
    rows = SignUp.objects.filter(code=code).kept()
    found = (row.booking for row in rows if row.phone and comparable_phone(row.phone)[-4:] == last_digits)
    return next(found, None)
