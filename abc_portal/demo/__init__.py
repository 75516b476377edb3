"""Sample data for the fictional partnership of plans/eksempel.toml: the same on every day, told from today.

Only `make demo` has it, in a database of its own, under a banner on every page.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from abc_portal.demo import books, calendar, duties, inbox, letters, meetings, news, packs, papers, results
from accounts.models import User
from accounts.roles import Role
from core.history import one_act
from organisation.models import Plan
from staff.models import StaffMember


@transaction.atomic
def fill(worker: User, clerk: User, at: datetime.datetime | None = None) -> None:
    """Into a database that holds the fictional plan, and nothing of the kind yet; the two are logins."""
    now = at or timezone.now()
    plan = Plan.objects.get(key="2025-2028")
    StaffMember.objects.filter(key="vega-tusindstjerne").update(user=worker)
    with one_act():
        calendar.fill(plan, now)
        inbox.fill(plan, now)
        news.fill(plan, now)
        meetings.fill(now, worker)
        letters.fill(plan, now)
        papers.fill(plan)
        results.fill(plan, now)
        duties.fill(now, worker)
    # Each of these is an act of its own, as in life.
    books.fill(plan, now, clerk)
    results.write_statuses(plan, now, worker)
    packs.fill(plan, now, User.objects.filter(role=Role.HEAD).first() or clerk)
