"""`site`: what the frame of every page prints, fetched when asked for and at most once."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from initiatives.models import FocusArea
from organisation.models import HousingArea, Partnership, Plan, SiteText
from organisation.plans import current_plan
from organisation.texts import TEXTS, fill


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site": Site(request)}


class Site:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def is_demo(self) -> bool:
        return settings.DEMO

    @cached_property
    def partnership(self) -> Partnership | None:
        return Partnership.objects.first()

    @cached_property
    def plan(self) -> Plan | None:
        return current_plan(self.request)

    @cached_property
    def areas(self) -> list[HousingArea]:
        return list(self.plan.areas.all()) if self.plan else []

    @cached_property
    def focus_areas(self) -> list[FocusArea]:
        return list(self.plan.focus_areas.all()) if self.plan else []

    @cached_property
    def extra_plan(self) -> Plan | None:
        """The plan this page is about, when that is another than the current one."""
        viewed = getattr(self.request, "viewed_plan", None)
        return None if viewed is None or viewed == self.plan else viewed

    @cached_property
    def drawn_areas(self) -> list[HousingArea]:
        """Areas whose patterns the page may use: also a body's, or another plan's."""
        return list(HousingArea.objects.all())

    @cached_property
    def marks(self) -> list[str]:
        extra = self.extra_plan.focus_areas.all() if self.extra_plan else ()
        return sorted({focus_area.mark for focus_area in (*self.focus_areas, *extra)})

    @cached_property
    def patterns(self) -> list[str]:
        return sorted({area.pattern for area in self.drawn_areas})

    @cached_property
    def _changed_texts(self) -> dict[str, str]:
        return dict(SiteText.objects.exclude(text="").values_list("key", "text"))

    @cached_property
    def _words(self) -> dict[str, Any]:
        plan = self.extra_plan or self.plan
        return {
            "navn": self.partnership.name if self.partnership else "",
            "fulde_navn": (self.partnership.full_name or self.partnership.name) if self.partnership else "",
            "plan": plan.name if plan else "",
            "periode": plan.years if plan else "",
            "antal_omraader": len(self.areas),
        }

    def text(self, key: str, **words: Any) -> str:
        """The text with this key. An unknown key is a mistake in a template, and raises KeyError."""
        standard = TEXTS[key].standard
        return fill(self._changed_texts.get(key) or str(standard), {**self._words, **words})
