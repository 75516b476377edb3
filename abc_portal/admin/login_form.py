"""The one form with which somebody gets a login: who it is decides what it opens, and until when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from abc_portal.logins import current_or_coming
from accounts.models import User
from accounts.roles import GUESTS, SECRETARIAT, Role
from core.admin_forms import ManyChoices, can_be_key, sensible_year
from core.formats import long_date
from organisation.models import Member
from staff.models import StaffMember

STAFF, CHAIRS, GUEST = "medarbejder", "poster", "gaest"
WHO = [
    (STAFF, _("Medarbejder i sekretariatet")),
    (CHAIRS, _("Medlem af bestyrelsen eller en gruppe")),
    (GUEST, _("Gæst: revisor, eller gæst hos bestyrelsen")),
]


def roles(chosen: Iterable[Role]) -> list[tuple[str, Any]]:
    return [("", _("Vælg")), *((role.value, role.label) for role in Role if role in chosen)]


class People(forms.ModelChoiceField):
    """Django asks the database for whatever is sent; a number too large is an error there."""

    def to_python(self, value: Any) -> Any:
        if value and not can_be_key(str(value)):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return super().to_python(value)


class Chairs(ManyChoices):
    def label_from_instance(self, member: Any) -> str:
        until = _(", til og med %(day)s") % {"day": long_date(member.ends_on)} if member.ends_on else ""
        return f"{member.name}: {member.seat.post}, {member.seat.body}{until}"


class LoginForm(forms.ModelForm):
    """A login, and who has it. Nobody but the owner knows the password."""

    who = forms.ChoiceField(label=_("hvem er det"), choices=WHO, widget=forms.RadioSelect)
    secretariat_role = forms.ChoiceField(
        label=_("rolle i sekretariatet"),
        choices=roles(SECRETARIAT),
        required=False,
        help_text=_("Sekretariatslederen må alt, også give andre et login."),
    )
    staff_member = People(
        StaffMember.objects.none(),
        label=_("på siden som"),
        required=False,
        empty_label=_("Står ikke på siden"),
        help_text=_("Adgangen begynder og slutter med ansættelsen. Kun medarbejdere uden et andet login kan vælges."),
    )
    members = Chairs(
        Member.objects.none(),
        label=_("poster"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Adgangen begynder og slutter med posten. Vælg alle de poster, personen har."),
    )
    guest_role = forms.ChoiceField(label=_("må se som"), choices=roles(GUESTS), required=False)

    class Meta:
        model = User
        fields = ["email", "name", "access_until", "is_active"]
        help_texts = {
            "name": _("Tomt felt: navnet fra siden eller posten."),
            "access_until": _("Skal udfyldes for en gæst. Kan udfyldes for en medarbejder, der ikke står på siden."),
            "is_active": _("Uden kryds er login lukket, og ingen kommer ind med det."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.instance
        mine = Q(user=None) | Q(user=user.pk) if user.pk else Q(user=None)
        self.fields["staff_member"].queryset = StaffMember.objects.filter(mine).order_by("name")
        self.fields["members"].queryset = current_or_coming().filter(mine).order_by("name", "pk")
        if user.pk:
            self.initial |= facts_about(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        who = cleaned.get("who")
        if who == STAFF and not cleaned.get("secretariat_role"):
            self.add_error("secretariat_role", _("Vælg personens rolle."))
        if who == CHAIRS and not cleaned.get("members") and "members" not in self.errors:
            self.add_error(
                "members", _("Vælg mindst én post. Står personen der ikke, så skriv navnet på posten først.")
            )
        if who == GUEST and not cleaned.get("guest_role"):
            self.add_error("guest_role", _("Vælg, hvad gæsten må se."))
        self._set_facts(cleaned)
        return cleaned

    def _set_facts(self, cleaned: dict[str, Any]) -> None:
        """Of what is filled in, only what belongs to who it is counts; members of staff may have chairs too."""
        who = cleaned.get("who")
        # The one made on the command line is a head whatever the facts say, until they are written here.
        self.instance.is_superuser = False
        self.instance.role = {STAFF: cleaned.get("secretariat_role"), GUEST: cleaned.get("guest_role")}.get(who) or ""
        if who != STAFF:
            cleaned["staff_member"] = None
        if who == GUEST:
            cleaned["members"] = []
        if who == CHAIRS or cleaned.get("staff_member"):
            cleaned["access_until"] = None
        names = [row.name for row in (cleaned.get("staff_member"), *(cleaned.get("members") or ())) if row]
        cleaned["name"] = cleaned.get("name") or next(iter(names), "")

    def clean_staff_member(self) -> StaffMember | None:
        """Locked until all is saved, so that two who give the same person a login do not both do it."""
        person = self.cleaned_data["staff_member"]
        if person and StaffMember.objects.select_for_update().get(pk=person.pk).user_id not in (None, self.instance.pk):
            raise ValidationError(_("%(who)s har fået et login imens."), params={"who": person})
        return person

    def clean_access_until(self) -> Any:
        day = self.cleaned_data["access_until"]
        if day:
            sensible_year(day)
        return day

    def connect(self) -> None:
        """Say on the rows of the people that this is their login. No version is kept of it: it is no content."""
        user, person = self.instance, self.cleaned_data["staff_member"]
        members = [member.pk for member in self.cleaned_data["members"] or ()]
        StaffMember.objects.filter(user=user).exclude(pk=person and person.pk).update(user=None)
        StaffMember.objects.filter(pk=person and person.pk).update(user=user)
        current_or_coming().filter(user=user).exclude(pk__in=members).update(user=None)
        Member.objects.filter(pk__in=members, user=None).update(user=user)


def facts_about(user: User) -> dict[str, Any]:
    """The fields beside the row's own, as they are today."""
    kind = STAFF if user.role in SECRETARIAT else GUEST if user.role in GUESTS else CHAIRS
    return {
        "who": kind,
        "secretariat_role": user.role if kind == STAFF else "",
        "guest_role": user.role if kind == GUEST else "",
        "staff_member": getattr(user, "staff_member", None),
        "members": [member.pk for member in current_or_coming().filter(user=user.pk)],
    }
