"""What residents of the fictional areas have written."""

import datetime
from typing import Any

from contact.models import Enquiry
from initiatives.models import FocusArea
from organisation.models import Plan
from staff.models import StaffMember

# Days ago, who, answer to, about, to, what.
LETTERS: list[tuple[int, str, str, str | None, str | None, str]] = [
    (0, "Aya Meteor", "aya@eksempel.invalid", "groenne-faellesskaber", None, "Er der en ledig kasse i Taghaven?"),
    (1, "Birk Nordlys", "00 00 00 11", None, "bo-maanestraale", "Min søn vil gerne have et fritidsjob. Kan du hjælpe?"),
    (4, "Una Dagslys", "una@eksempel.invalid", "krop-og-trivsel", None, "Kan man være med på Gåholdet med rollator?"),
    (9, "Odin Planet", "odin@eksempel.invalid", None, None, "Må vi låne fælleshuset til en fødselsdag?"),
]


def fill(plan: Plan, now: datetime.datetime) -> None:
    focus_areas: dict[str, FocusArea] = {row.key: row for row in plan.focus_areas.all()}
    staff: dict[str, StaffMember] = {row.key: row for row in StaffMember.objects.all()}
    for days, name, reply_to, about, to, message in LETTERS:
        row = Enquiry.objects.create(
            name=name,
            reply_to=reply_to,
            focus_area=focus_areas.get(about or ""),
            staff_member=staff.get(to or ""),
            message=message,
            **_handled(days),
        )
        Enquiry.objects.filter(pk=row.pk).update(created_at=now - datetime.timedelta(days=days, hours=2))


def _handled(days: int) -> dict[str, Any]:
    return {"state": Enquiry.State.ANSWERED} if days > 7 else {}
