"""What residents of the fictional areas have written and searched for, and what became of earlier ideas."""

import datetime
import tomllib
from pathlib import Path

from django.utils import timezone

from abc_portal.demo.links import linked
from contact.models import Enquiry, Idea
from organisation.models import Plan, SearchMiss

DATA = Path(__file__).with_suffix(".toml")


def fill(plan: Plan, now: datetime.datetime) -> None:
    data, today = tomllib.loads(DATA.read_text()), timezone.localdate(now)
    for row in data["letters"]:
        ago = datetime.timedelta(days=row.pop("days_ago"), hours=2)
        letter = Enquiry.objects.create(**linked(row, plan))
        Enquiry.objects.filter(pk=letter.pk).update(created_at=now - ago)
    for row in data["ideas"]:
        realised_on = today - datetime.timedelta(days=row.pop("days_ago"))
        Idea.objects.create(realised_on=realised_on, **linked(row, plan))
    for row in data["searches"]:
        last_on = today - datetime.timedelta(days=row.pop("days_ago"))
        SearchMiss.objects.create(first_on=today - datetime.timedelta(days=60), last_on=last_on, **row)
