"""The initiatives as a table."""

from collections.abc import Iterable
from typing import Any

from core.tables import Table, chosen, column
from core.tables.cells import Named
from initiatives.models import CHANGE_ANY, FocusArea, Initiative, refuse_areas

COLUMNS = [
    *("focus_area", "name", "summary", "text", "is_provisional", "wish"),
    *("area_scope", "areas", "audiences", "contact"),
    *("stage", "when", "place", "is_free", "price", "languages", "sign_up"),
    *("publish_from", "publish_until", "position", "slug"),
]


class InitiativeTable(Table):
    model = Initiative
    export_needs = ("initiatives.view_initiative",)
    import_needs = ("initiatives.add_initiative", "initiatives.change_initiative", CHANGE_ANY)

    def columns(self, heads: Iterable[str]) -> list[Any]:
        focus_areas = FocusArea.objects.select_related("plan").prefetch_related("plan__areas")
        widgets = {"focus_area": Named(focus_areas, FocusArea.name_and_years)}
        return [column(Initiative, name, widgets.get(name)) for name in COLUMNS]

    def with_related(self, rows: Any) -> Any:
        return rows.select_related("focus_area__plan", "contact").prefetch_related(
            "areas", "audiences", "languages", "focus_area__plan__areas"
        )

    def check(self, instance: Initiative) -> None:
        refuse_areas(chosen(instance)["areas"], instance.area_scope, instance.focus_area.plan)
