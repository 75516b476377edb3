"""The chairs as a table: a row for each who holds one or held it, and for each chair that nobody ever held."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from import_export.fields import Field

from core.folding import fold
from core.tables import Line, Table, Wrong, column
from core.tables.cells import Text, Whole, number_of
from organisation.models import Member, Seat


class Chair(Field):
    """Which chair: by its number, or by the body, the post and for whom. The chair itself is changed in the admin."""

    def __init__(self, seats: Any) -> None:
        super().__init__("seat", _("Post nr."), Whole(None))
        self.seats = {seat.pk: seat for seat in seats}

    def export(self, instance: Any, **kwargs: Any) -> Any:
        return instance.seat_id

    def clean(self, row: Any, **kwargs: Any) -> Seat:
        words = [str(row[head] or "") for head in (_("Organ"), _("Post"), _("På vegne af"))]
        said = [seat for seat in self.seats.values() if _is_called(seat, words)]
        if row[self.column_name] in (None, ""):
            return self._only(said, words)
        seat = self.seats.get(number_of(row[self.column_name]) or 0)
        if seat is None:
            raise ValueError(_("Posten findes ikke. Se numrene i den tabel, du kan hente."))
        if seat not in said:
            raise ValueError(
                _("Nummeret er »%s«, men rækken siger noget andet. Posten selv rettes på sin egen side.") % seat
            )
        return seat

    def _only(self, said: list[Seat], words: list[str]) -> Seat:
        name = ", ".join(word for word in reversed(words[:2]) if word)[:80]
        if not said or not all(words[:2]):
            raise ValueError(_("Posten »%s« findes ikke. Skriv organ og post, som de står på listen.") % name)
        if len(said) > 1:
            numbers = ", ".join(str(seat.pk) for seat in said[:9])
            raise ValueError(
                _("»%(name)s« er der flere af. Skriv postens nummer: %(numbers)s.") % {"name": name, "numbers": numbers}
            )
        return said[0]

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        instance.seat = self.clean(row)


def _is_called(seat: Seat, words: list[str]) -> bool:
    names = (seat.body.name, seat.post, seat.organisation)
    return all(not word.strip() or fold(word) == fold(name) for word, name in zip(words, names, strict=True))


class ChairTable(Table):
    model = Member
    export_needs = ("organisation.view_seat", "organisation.view_member")
    import_needs = ("organisation.view_seat", "organisation.add_member", "organisation.change_member")

    def __init__(self, rows: Any, heads: Iterable[str] = ()) -> None:
        """Over the holders of these chairs."""
        self.seats = rows.select_related("body", "partner", "company", "administrator")
        self.holders: list[Member | None] = []
        super().__init__(Member.objects.filter(seat__in=rows.order_by().values("pk")))

    def columns(self, heads: Iterable[str]) -> list[Any]:
        return [
            Chair(self.seats),
            Field("seat__body__name", _("Organ"), Text(), readonly=True),
            Field("seat__post", _("Post"), Text(), readonly=True),
            Field("seat__organisation", _("På vegne af"), Text(), readonly=True),
            *(column(Member, name) for name in ("name", "show_name", "starts_on", "ends_on")),
        ]

    def with_related(self, rows: Any) -> Any:
        chair = ("seat__body", "seat__partner", "seat__company", "seat__administrator")
        return rows.select_related(*chair).order_by(
            "seat__body__position", "seat__body", "seat__position", "seat", "pk"
        )

    def lines_out(self) -> Iterator[list[Any]]:
        yield from super().lines_out()
        held = Exists(Member.objects.filter(seat=OuterRef("pk")))
        for seat in self.seats.filter(~held):
            yield [None, seat.pk, seat.body.name, seat.post, seat.organisation, *[""] * 4]

    def is_left_out(self, row: Any) -> bool:
        """A chair in which there is still nobody."""
        return not (row.name or row.starts_on or row.ends_on)

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        self.holders.append(None)
        holder, new = super().get_or_init_instance(instance_loader, row)
        holder.changed_together = list(self.found)
        self.holders[-1] = holder
        return holder, new

    def check_together(self, lines: list[Line]) -> list[Line]:
        """Holders of the file are compared when all of them are read: one may make room for another."""
        checked = list(lines)
        sitting = [at for at, holder in enumerate(self.holders) if holder and holder.pk and not lines[at].wrong]
        for one, other in combinations(sitting, 2):
            first, second = self.holders[one], self.holders[other]
            if first.seat_id == second.seat_id and not first.seat.number_unknown and first.overlaps(second):
                message = _("%(other)s (række %(number)s) sidder på posten i samme periode. Ret datoerne.")
                wrong = Wrong(_("Fra"), str(second), message % {"other": first, "number": lines[one].number})
                checked[other] = replace(checked[other], state="wrong", wrong=[wrong])
        return checked
