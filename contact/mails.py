"""Who is told of an enquiry. A mail says that it is there and where, never what it says or from whom."""

from collections.abc import Iterator

from django.urls import reverse

from contact.models import Enquiry
from core.mails import absolute, compose
from organisation.models import Partnership
from staff.models import StaffMember


def tell_of_new(enquiry: Enquiry) -> None:
    for address in addresses(enquiry):
        _send("enquiry_new", address, enquiry)


def tell_who_has_it(enquiry: Enquiry) -> None:
    """After somebody has taken it, or was given it."""
    _send("enquiry_taken", enquiry.taken_by.email, enquiry)


def addresses(enquiry: Enquiry) -> list[str]:
    """Of the first group of whom somebody can open it; else the partnership's own, if it has one."""
    for people in _groups(enquiry):
        found = [person.email or person.user.email for person in people if _can_open(person, enquiry)]
        if found:
            return found
    return list(Partnership.objects.exclude(email="").values_list("email", flat=True))


def _groups(enquiry: Enquiry) -> Iterator[list[StaffMember]]:
    """Whom it is to; whom the initiative names; who works with the focus area."""
    people = StaffMember.objects.filter(user__is_active=True).select_related("user")
    yield list(people.filter(pk=enquiry.staff_member_id))
    if enquiry.initiative_id:
        yield list(people.filter(initiatives=enquiry.initiative_id))
    if enquiry.focus_area_id:
        yield list(people.filter(responsibilities__focus_area=enquiry.focus_area_id))


def _can_open(person: StaffMember, enquiry: Enquiry) -> bool:
    return Enquiry.objects.visible_to(person.user).filter(pk=enquiry.pk).exists()


def _send(name: str, address: str, enquiry: Enquiry) -> None:
    link = absolute(reverse("admin:contact_enquiry_change", args=[enquiry.pk]))
    compose(name, address, {"enquiry": enquiry, "link": link}).send()
