"""Asking for the newsletter. Whether an address is known is told to its owner alone, by mail."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from core.mails import absolute, compose
from news.models import Subscriber


def ask(request: HttpRequest, email: str, **choices: Any) -> None:
    """Write to the address, and not more often than its owner can bear.

    Of one that is confirmed nothing is changed: whoever types an address is not its owner.
    """
    limit = {"newsletter_mail": settings.FORM_RATE_LIMITS["newsletter_mail"]}
    if not ratelimit.consume(request, app="forms", action="newsletter_mail", key=email, config=limit):
        return
    with transaction.atomic():
        subscriber, _created = Subscriber.objects.get_or_create(email=email)
        if not subscriber.is_confirmed:
            subscriber.asked_at = timezone.now()
            subscriber.save(update_fields=["asked_at"])
            subscriber.choose(**choices)
        name = "newsletter_known" if subscriber.is_confirmed else "newsletter_confirm"
        context = {"link": absolute(subscriber.get_absolute_url()), "days": settings.UNCONFIRMED_DAYS}
        compose(name, email, context).send()


def confirm(subscriber: Subscriber) -> None:
    Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(confirmed_at=timezone.now())
