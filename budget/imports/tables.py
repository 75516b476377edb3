"""The four tables that come as spreadsheets: their columns, what those may be called, and when two rows are one."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.imports.cells import Text, Year
from budget.imports.dates import Dates, Months
from budget.imports.figures import Amounts, Credits, Hours
from budget.imports.table import Field, Table, Wrong
from budget.models import BudgetLine, DeliveredHours, ImportRow, ImportRun, Posting, Receipt
from budget.models.funding import year_outside
from budget.models.hours import month_outside
from core.folding import fold
from core.formats import long_date

SOURCE = "kilde, finansieringskilde, finansiering, betalt af, betales af, bidragyder"
AMOUNT = "beløb, beløb i kr, bogført beløb, kroner, dkk, amount"
VOUCHER = "bilag, bilagsnr, bilagsnummer, bilag nr, fakturanr, fakturanummer"


def of_year(plan: Any, year: int | None) -> Iterator[Wrong]:
    if outside := year_outside(plan, year):
        yield "year", outside


class Lines(Table):
    kind = ImportRun.Table.LINES
    model = BudgetLine
    of = "version"
    can_have_years = True
    told_apart_by = "code"
    related = ("focus_area", "kind", "source")
    fields = (
        Field("code", gettext_lazy("Linje"), Text, "linjenr, budgetlinje, konto, kontonr, kontonummer, nr", True),
        Field("name", gettext_lazy("Tekst"), Text, "navn, betegnelse, beskrivelse, kontonavn", is_free=True),
        Field("focus_area", gettext_lazy("Indsatsområde"), "focus_areas", "indsats, fokusområde, område"),
        Field("kind", gettext_lazy("Art"), "kinds", "udgiftsart, udgiftstype, kategori, type", True),
        Field("year", gettext_lazy("År"), Year, "budgetår, regnskabsår", True),
        Field("source", gettext_lazy("Kilde"), "sources", SOURCE),
        Field("amount", gettext_lazy("Beløb"), Amounts, f"{AMOUNT}, budget, budgetbeløb", True, is_summed=True),
    )

    @property
    def rows(self) -> QuerySet:
        return BudgetLine.objects.filter(version=self.run.version)

    def problems(self, values: dict[str, Any]) -> Iterator[Wrong]:
        yield from of_year(self.plan, values.get("year"))
        if (values.get("amount") or 0) < 0:
            yield "amount", _("Et budgetbeløb kan ikke være negativt.")

    def row(self, values: dict[str, Any]) -> Any:
        return super().row({**values, "version": self.run.version})

    def blank(self) -> Any:
        return BudgetLine(version=self.run.version)

    def base(self, row: Any) -> tuple[Any, ...]:
        # As postings find it, whatever its letters are.
        return fold(row.code), row.year


class Receipts(Table):
    kind = ImportRun.Table.RECEIPTS
    model = Receipt
    span = "received_on"
    related = ("source",)
    fields = (
        Field("source", gettext_lazy("Kilde"), "cash", f"{SOURCE}, indbetaler, afsender, navn", True),
        Field("received_on", gettext_lazy("Modtaget den"), Dates, "modtaget, dato, indbetalingsdato, valørdato", True),
        Field("year", gettext_lazy("For år"), Year, "år, bidragsår, regnskabsår"),
        Field("reference", gettext_lazy("Henvisning"), Text, f"reference, {VOUCHER}", is_free=True),
        Field("amount", gettext_lazy("Beløb"), Amounts, f"{AMOUNT}, indbetalt", True, is_summed=True),
    )

    @property
    def rows(self) -> QuerySet:
        return Receipt.objects.filter(source__plan=self.plan)

    def given(self, values: dict[str, Any]) -> dict[str, Any]:
        day = values.get("received_on")
        return {**values, "year": day.year} if day and values.get("year", 0) is None else values

    def problems(self, values: dict[str, Any]) -> Iterator[Wrong]:
        yield from of_year(self.plan, values.get("year"))

    def row(self, values: dict[str, Any]) -> Any:
        return super().row({"year": values["received_on"].year, **values})

    def base(self, row: Any) -> tuple[Any, ...]:
        return row.source_id, row.received_on, row.reference, row.amount

    def is_counted(self, row: Any) -> bool:
        return True


class Postings(Table):
    """A posting is the sender's own number, or else the n-th that holds just this."""

    kind = ImportRun.Table.POSTINGS
    model = Posting
    of = "plan"
    is_typed = False
    has_identity = True
    told_apart_by = "number"
    span = "date"
    related = ("line", "source")
    fields = (
        Field(
            "date", gettext_lazy("Dato"), Dates, "bogføringsdato, posteringsdato, bogført, bogf. dato, bilagsdato", True
        ),
        Field("line", gettext_lazy("Linje"), Text, "budgetlinje, linjenr, konto, kontonr, kontonummer, konto nr", True),
        Field("year", gettext_lazy("År"), Year, "regnskabsår, budgetår"),
        Field("text", gettext_lazy("Tekst"), Text, "posteringstekst, bilagstekst, beskrivelse", is_free=True),
        Field("voucher", gettext_lazy("Bilag"), Text, VOUCHER),
        Field(
            "number",
            gettext_lazy("Løbenummer"),
            Text,
            "løbenr, lbnr, posteringsnr, posteringsnummer, transaktionsnr, transaktionsnummer, transaktions id",
        ),
        Field("source", gettext_lazy("Kilde"), "sources", SOURCE),
        Field("amount", gettext_lazy("Beløb"), Amounts, AMOUNT, True, is_summed=True),
        Field("debit", gettext_lazy("Debet"), Amounts, "debit", is_summed=True),
        Field("credit", gettext_lazy("Kredit"), Credits, "credit", is_summed=True),
    )

    @property
    def rows(self) -> QuerySet:
        return Posting.objects.filter(plan=self.plan)

    def lacking(self, matched: Iterable[str]) -> list[Field]:
        has_sides = {"debit", "credit"} & set(matched)
        return super().lacking([*matched, *(["amount"] if has_sides else [])])

    def given(self, values: dict[str, Any]) -> dict[str, Any]:
        """Of debit and credit, what is spent in all."""
        sides = [values[side] for side in ("debit", "credit") if values.get(side) is not None]
        if not sides or values.get("amount") is not None:
            return values
        return {**values, "amount": (values.get("debit") or 0) - (values.get("credit") or 0)}

    def problems(self, values: dict[str, Any]) -> Iterator[Wrong]:
        day, code = values.get("date"), values.get("line")
        if not day:
            return
        if not self.plan.starts_on <= day <= self.plan.ends_on:
            span = {"first": long_date(self.plan.starts_on), "last": long_date(self.plan.ends_on)}
            yield "date", _("Datoen ligger uden for planen, som går fra %(first)s til %(last)s.") % span
            return
        if self.run.booked_to and day > self.run.booked_to:
            yield (
                "date",
                _("Datoen ligger efter %(day)s, som der er bogført til.") % {"day": long_date(self.run.booked_to)},
            )
        is_year_unread = "year" in self.run.matched and "year" not in values
        if code and not is_year_unread:
            try:
                self.books.line(code, day, values.get("year") or day.year)
            except ValidationError as error:
                yield "line", error.messages[0]

    def row(self, values: dict[str, Any]) -> Any:
        line = self.books.line(values["line"], values["date"], values.get("year") or values["date"].year)
        return super().row({**values, "plan": self.plan, "line": line})

    def base(self, row: Any) -> tuple[Any, ...]:
        line = self.books.lines_by_pk[row.line_id]
        return row.voucher, row.date, line.code, row.text, row.amount

    def is_counted(self, row: Any) -> bool:
        return not row.number

    def identity(self, row: Any, number: int = 1) -> str:
        if row.number:
            return f"nr:{row.number}"
        return hashlib.sha256(super().identity(row, number).encode()).hexdigest()

    def blank(self) -> Any:
        return Posting(plan=self.plan)

    @property
    def digest(self) -> str:
        return self.books.digest

    def are_known(self, rows: Iterable[Any]) -> bool:
        return bool(self.known(row.identity for row in rows))

    def known(self, identities: Iterable[str]) -> dict[str, Any]:
        return {row.identity: row for row in self.rows.filter(identity__in=list(identities))}

    def identities(self, pks: Iterable[int]) -> dict[int, str]:
        return dict(self.rows.filter(pk__in=list(pks)).values_list("pk", "identity"))

    def before(self, row: ImportRow, stands: Any) -> dict[str, Any]:
        """Of one that was moved to another version since, its line is also that version's."""
        if stands.line_id == row.values["line"]:
            return row.before
        line = self.books.lines_by_pk.get(row.before["line"])
        if line is None:
            raise ValidationError(_("Den budgetlinje, som en postering stod på før, er slettet siden."))
        day = datetime.date.fromisoformat(row.before["date"])
        return row.before | {"line": self.books.line(line.code, day, line.year).pk}

    def seen(self, row: Any) -> Any:
        columns = {field.name: getattr(row, field.name, None) for field in self.fields}
        return SimpleNamespace(**columns | {"line": row.line.code, "year": row.line.year})


class DeliveredHoursTable(Table):
    kind = ImportRun.Table.HOURS
    model = DeliveredHours
    told_apart_by = "function"
    span = "month"
    related = ("source", "initiative")
    fields = (
        Field("source", gettext_lazy("Kilde"), "givers_of_hours", SOURCE, True),
        Field("month", gettext_lazy("Måned"), Months, "periode, dato", True),
        Field("unit", gettext_lazy("Enhed"), Text, "afdeling, forvaltning, center, team", True, is_free=True),
        Field("function", gettext_lazy("Funktion"), Text, "stilling, opgave, rolle", True, is_free=True),
        Field("initiative", gettext_lazy("Initiativ"), "initiatives", "aktivitet, projekt"),
        Field("reference", gettext_lazy("Dokumentation"), Text, "henvisning, reference, bilag", is_free=True),
        Field("hours", gettext_lazy("Timer"), Hours, "antal timer, timeantal, antal", True, is_summed=True),
    )

    @property
    def rows(self) -> QuerySet:
        return DeliveredHours.objects.filter(source__plan=self.plan)

    @property
    def only_source(self) -> Any:
        """Where but one gives hours, its name need not stand in the file."""
        givers = list(self.books.givers_of_hours.rows.values())
        return givers[0] if len(givers) == 1 else None

    def lacking(self, matched: Iterable[str]) -> list[Field]:
        return super().lacking([*matched, *(["source"] if self.only_source else [])])

    def given(self, values: dict[str, Any]) -> dict[str, Any]:
        return values if "source" in self.run.matched else {**values, "source": self.only_source}

    def problems(self, values: dict[str, Any]) -> Iterator[Wrong]:
        if outside := month_outside(self.plan, values.get("month")):
            yield "month", outside

    def base(self, row: Any) -> tuple[Any, ...]:
        return row.source_id, row.month, row.unit, row.function, row.initiative_id


TABLES: dict[str, type[Table]] = {table.kind.value: table for table in (Lines, Receipts, Postings, DeliveredHoursTable)}


def table_of(run: ImportRun) -> Table:
    return TABLES[run.table](run)
