"""Every public page, for search engines. Drafts and people who have left are not there."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import Prefetch
from django.urls import reverse

from activities.models import Activity
from initiatives.models import Initiative
from meetings.models import Meeting
from news.models import Letter, Post
from organisation.models import Body, Plan
from staff.models import StaffMember

EVERYBODY = AnonymousUser()
FIXED = (
    "home",
    "initiative_list",
    "calendar",
    "post_list",
    "focus_area_list",
    "housing_area_list",
    "organisation",
    "about",
    "money",
    "document_list",
    "staff_list",
    "contact",
    "contact_write",
    "contact_idea",
    "contact_help",
    "idea_list",
    "newsletter",
    "plan_list",
    "page_privatliv",
    "page_tilgaengelighed",
)
OF_OTHER_PLANS = ("about", "initiative_list", "focus_area_list", "housing_area_list", "money", "document_list")


class Addresses(Sitemap):
    """A sitemap whose items are the addresses themselves."""

    def location(self, item: str) -> str:
        return item


class FixedPages(Addresses):
    def items(self) -> list[str]:
        return [reverse(name) for name in FIXED]


class Rows(Addresses):
    """What outlives a plan: bodies, staff and letters."""

    def items(self) -> list[str]:
        rows: list[Any] = [*Body.objects.visible_to(EVERYBODY), *StaffMember.objects.visible_to(EVERYBODY)]
        rows += Letter.objects.visible_to(EVERYBODY)
        return [row.get_absolute_url() for row in rows]


class Meetings(Addresses):
    """Those that everybody may read, when they are called; a body's list as soon as it has one."""

    def items(self) -> list[str]:
        called = Meeting.objects.visible_to(EVERYBODY).called().for_list().order_by("body", "-date")
        rows = [(row.body.slug, row.get_absolute_url()) for row in called]
        lists = dict.fromkeys(slug for slug, _url in rows)
        return [*(reverse("meeting_list", args=[slug]) for slug in lists), *(url for _slug, url in rows)]


class News(Addresses):
    def items(self) -> list[str]:
        return [row.get_absolute_url() for row in Post.objects.visible_to(EVERYBODY)]


class Dates(Addresses):
    """What is to come in the current plan."""

    def items(self) -> list[str]:
        plan = Plan.objects.published().current()
        rows = Activity.objects.visible_to(EVERYBODY).of_plan(plan).upcoming() if plan else []
        return [row.get_absolute_url() for row in rows]


class Plans(Addresses):
    """What hangs on a plan: short addresses for the current one, long ones for every other."""

    def items(self) -> list[str]:
        published = Plan.objects.published()
        current = published.current()
        initiatives = Prefetch("initiatives", Initiative.objects.visible_to(EVERYBODY))
        plans = published.prefetch_related("areas", "focus_areas", initiatives)
        return [address for plan in plans for address in _of_plan(plan, plan == current)]


def _of_plan(plan: Plan, is_current: bool) -> Iterable[str]:
    plan.is_current = is_current
    yield plan.get_absolute_url()
    if not is_current:
        yield from (plan.url(name) for name in OF_OTHER_PLANS)
    yield from (plan.url("housing_area", slug=area.slug) for area in plan.areas.all())
    yield from (focus_area.get_absolute_url() for focus_area in plan.focus_areas.all())
    yield from (initiative.get_absolute_url() for initiative in plan.initiatives.all())


sitemaps = {"faste": FixedPages, "planer": Plans, "raekker": Rows, "moeder": Meetings, "datoer": Dates, "nyheder": News}
