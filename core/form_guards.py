"""What every public form has against programs: a trap, a time, and a limit. Never a puzzle."""

import datetime
from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SALT = "core.form_guards"
TOO_QUICK = _("Det gik meget hurtigt. Se efter, om alt er rigtigt, og tryk på knappen igen.")
TOO_OLD = _("Siden har stået åben længe. Det, du har skrevet, er her endnu. Tryk på knappen igen.")
TOO_MANY = _(
    "Vi får meget fra dit netværk lige nu, og det her er ikke sendt. Det, du har skrevet, er her endnu. "
    "Vent nogle minutter, og tryk på knappen igen."
)


def stamp(at: datetime.datetime | None = None) -> str:
    """The moment, signed: a hidden field of the form says when it was shown, without session or cookie."""
    return signing.Signer(salt=SALT).sign(str(int((at or timezone.now()).timestamp())))


def moment_of(stamped: str) -> datetime.datetime:
    """Raises signing.BadSignature if the stamp is none of ours."""
    return datetime.datetime.fromtimestamp(int(signing.Signer(salt=SALT).unsign(stamped)), datetime.UTC)


class GuardedForm(forms.Form):
    """A form that anybody may send, drawn by `components/_form_fields.html`.

    Ask `is_valid()` outside a transaction: attempts are counted at once, also when nothing is saved. Then
    store nothing if `is_trapped`, and answer as if it was stored.
    """

    # The name under which settings.FORM_RATE_LIMITS says how often.
    limited_as: str
    data: Any

    # Nobody sees this field, so who fills it in is a program.
    website = forms.Field(label=_("Lad feltet stå tomt"), required=False)
    shown_at = forms.Field(widget=forms.HiddenInput, required=False, initial=stamp)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.is_limited = False
        self.fields["website"].widget.attrs.update(autocomplete="off", tabindex="-1")

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self.visible_fields() if field.name != "website"]

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def status(self) -> int:
        """Of the answer that shows this form."""
        return 429 if self.is_limited else 200

    def full_clean(self) -> None:
        """Guard what is else in order, so that only what would be stored counts as an attempt."""
        super().full_clean()
        if not self.is_bound or self.is_trapped:
            return
        hindrance = self._hindrance_in_time()
        if not self.errors and not hindrance:
            self.is_limited = not self._is_within_limits()
            hindrance = TOO_MANY if self.is_limited else None
        if not self.errors and hindrance:
            self.add_error(None, hindrance)

    def _hindrance_in_time(self) -> Any:
        """A stamp keeps its moment while its form comes back; only one that is used up is made anew."""
        now = timezone.now()
        try:
            age = (now - moment_of(self.cleaned_data["shown_at"] or "")).total_seconds()
        except signing.BadSignature:
            age = settings.FORM_MAX_SECONDS
        if age < settings.FORM_MIN_SECONDS:
            return TOO_QUICK
        if age < settings.FORM_MAX_SECONDS:
            return None
        self.data = self.data.copy()
        self.data[self.add_prefix("shown_at")] = stamp(now)
        return TOO_OLD

    def _is_within_limits(self) -> bool:
        """Counted per form and address over all workers, as attempts to log in are (see accounts/adapter.py)."""
        limits = {self.limited_as: settings.FORM_RATE_LIMITS[self.limited_as]}
        return bool(ratelimit.consume(self.request, app="forms", action=self.limited_as, config=limits))
