"""How many came over a time: visits, different people and volunteers, three numbers that are never added up.

Different people are the new faces of each date: somebody counts the first time, and again in another initiative.
Volunteers are those of each date, so one who helps often counts often.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from activities.models import Activity
from activities.models.sign_ups import SMALLEST_GROUP
from core.formats import people

# What somebody may know of a count: the number, that it is small, or nothing where nobody counted.
Told = int | str | None


@dataclass(frozen=True)
class Turnout:
    """Dates that took place, how many of them were counted, and what was counted on these."""

    held: int = 0
    counted: int = 0
    visits: Told = None
    people: Told = None
    volunteers: Told = None

    def told(self, smallest: int = SMALLEST_GROUP) -> "Turnout":
        """As somebody may know it who does not work with these people: of a small group no number, nought included."""

        def seen(number: Told) -> Told:
            return (
                number if number is None or isinstance(number, str) or number >= smallest else people(number, smallest)
            )

        return Turnout(self.held, self.counted, seen(self.visits), seen(self.people), seen(self.volunteers))


def turnouts(by: str, first: datetime.date, last: datetime.date, **where: Any) -> dict[Any, Turnout]:
    """Of the dates between two days that took place, by what they belong to: `by="initiative__focus_area"`."""
    found = (
        Activity.objects.planned()
        .past()
        .between(first, last)
        .filter(**where)
        .order_by()
        .values_list(by)
        .annotate(
            Count("pk"),
            Count("attendance__visits"),
            Sum("attendance__visits"),
            Sum("attendance__new_faces"),
            Sum("attendance__volunteers"),
        )
    )
    return {key: Turnout(*numbers) for key, *numbers in found}
