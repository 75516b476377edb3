"""The staff as a table. Pictures and logins stay in the admin."""

from collections.abc import Iterable
from typing import Any

from core.tables import Table, column
from staff.models import CHANGE_ANY, StaffMember

COLUMNS = [
    *("name", "title", "in_secretariat", "starts_on", "ends_on"),
    *("phone", "email", "office", "languages"),
    *("publish_from", "publish_until", "position", "slug", "source_note"),
]


class StaffTable(Table):
    model = StaffMember
    export_needs = ("staff.view_staffmember",)
    import_needs = ("staff.add_staffmember", "staff.change_staffmember", CHANGE_ANY)

    def columns(self, heads: Iterable[str]) -> list[Any]:
        return [column(StaffMember, name) for name in COLUMNS]
