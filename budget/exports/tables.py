"""The tables that the PDF prints and the workbook holds: the same rows, columns and names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from budget.reports import Board, Comparison, Share
from budget.reports.figures import SourceFact
from budget.reports.headlines import Unit
from core import formats

Value = str | Decimal | None


@dataclass(frozen=True)
class Column:
    head: str
    unit: Unit = Unit.TEXT


@dataclass(frozen=True)
class Table:
    """`name` is a short title. `total` is what the report says the sum is; no sum is made here.

    None is not known, and "" is nothing to say.
    """

    key: str
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] | None = None
    note: str = ""


def written(value: Value, unit: Unit) -> str:
    """As a Dane reads it: kroner to the øre, hours with what decimals they have."""
    if value is None:
        return _("ikke kendt")
    if isinstance(value, str):
        return value
    if unit is Unit.PERCENT:
        return formats.percent(value)
    if unit is Unit.HOURS:
        return formats.amount(value, 2 if value % 1 else 0)
    return formats.amount(value, 2)


def tables(board: Board) -> list[Table]:
    """In the order of the page; those without rows are left out."""
    made = (
        _compared("aar", _("År"), _("Budget og forbrug, år for år"), _("År"), board, board.by_year),
        _compared("omraader", _("Indsatsområder"), _("Indsatsområderne"), _("Indsats"), board, board.by_focus_area),
        _compared("arter", _("Arter"), _("Hvad pengene går til"), _("Art"), board, board.by_kind),
        _compared("kilder", _("Kilder"), _("Budget og forbrug efter kilde"), _("Betales af"), board, board.by_source),
        _funders(board),
        _work(board),
        _shares(board),
        _deviations(board),
    )
    return [table for table in made if table.rows]


def _kroner(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head, Unit.KRONER) for head in heads)


def _compared(key: str, name: str, title: str, what: str, board: Board, rows: Iterable[Comparison]) -> Table:
    columns = (
        Column(what),
        *_kroner(_("Budget"), _("Planlagt til nu"), _("Brugt"), _("Afvigelse")),
        Column(_("Afvigelse i procent"), Unit.PERCENT),
    )
    made = tuple(_comparison(row) for row in rows) if board.has_budget or board.has_postings else ()
    return Table(key, name, title, columns, made, _comparison(board.total), _("Penge. Arbejdstimer er ikke med."))


def _comparison(row: Comparison) -> tuple[Value, ...]:
    percent = "" if row.deviation is None else row.deviation
    return (row.name, row.whole, row.planned, row.actual, row.variance, percent)


def _funders(board: Board) -> Table:
    # Of books that nothing has come into yet, nothing is known.
    is_received, is_spent = bool(board.figures.received), board.has_postings
    rows: list[tuple[Value, ...]] = [
        (
            _name(row.source),
            row.pledged,
            _years(sorted(row.decided_years), board),
            row.given.planned,
            row.given.actual if is_received else None,
            row.spent if is_spent else None,
        )
        for row in board.funders
    ]
    if rows:
        rows += [(row.name, "", "", "", "", row.actual) for row in board.spent_by_others]
    columns = (
        Column(_("Bidragyder")),
        *_kroner(_("Lovet")),
        Column(_("Besluttet")),
        *_kroner(_("Planlagt til nu"), _("Modtaget"), _("Brugt")),
    )
    given = (board.planned_total, board.received_if_known, board.spent_if_known)
    total = (_("I alt"), board.pledged_total, "", *given)
    return Table("bidragydere", _("Bidragydere"), _("Hvem giver pengene?"), columns, tuple(rows), total)


def _name(source: SourceFact) -> str:
    return _("%(name)s (oplyst afrundet)") % {"name": source.name} if source.total_is_rounded else source.name


def _years(years: list[int], board: Board) -> str:
    if not years:
        return _("ikke endnu")
    return _("alle år") if len(years) == len(board.years) else ", ".join(map(str, years))


def _work(board: Board) -> Table:
    is_worked = bool(board.figures.worked)
    rows = tuple(
        (
            _name(row.source),
            row.source.total,
            row.given.planned,
            *((row.hours, row.given.actual, row.without_rate) if is_worked else (None, None, None)),
        )
        for row in board.work
    )
    columns = (
        Column(_("Bidragyder")),
        *_kroner(_("Lovet, kr."), _("Planlagt til nu, kr.")),
        Column(_("Timer"), Unit.HOURS),
        *_kroner(_("Timernes værdi, kr.")),
        Column(_("Timer uden sats"), Unit.HOURS),
    )
    worked = (board.hours_total, board.worked_total, board.hours_without_rate) if is_worked else (None, None, None)
    total = (_("I alt"), board.pledged_in_kind, board.planned_in_kind, *worked)
    note = _("Timer er arbejde i stedet for penge, og de er aldrig med i en sum af penge.")
    return Table("timer", _("Timer"), _("Arbejdstimer"), columns, rows, total, note)


def _shares(board: Board) -> Table:
    shares: dict[str, Callable[[Board], Share | None]] = {
        _("Hvis alle giver det, de har lovet"): lambda board: board.share_pledged,
        _("Modtaget og arbejdet til nu"): lambda board: board.share_now,
        _("Hvis alle fortsætter som nu"): lambda board: board.share_on_track,
    }
    found = [(name, share) for name, of_board in shares.items() if (share := of_board(board))]
    rows = tuple((name, x.fund, x.cash, x.hours, x.local, x.share, x.headroom) for name, x in found)
    columns = (
        Column(_("Den lokale andel")),
        *_kroner(_("Fonden"), _("Lokale penge"), _("Arbejdstimer"), _("Lokalt i alt, penge og timer")),
        Column(_("Andel"), Unit.PERCENT),
        *_kroner(_("Luft over kravet")),
    )
    return Table("andel", _("Lokal andel"), _("Den lokale andel"), columns, rows, None, _least(board))


def _least(board: Board) -> str:
    percent = board.figures.plan.min_share_percent
    if percent is None:
        return _("Kravet er ikke oplyst.")
    return _("Kravet er mindst %(percent)s %%. Luften er rundet ned til hele kroner.") % {"percent": percent}


def _deviations(board: Board) -> Table:
    sorts = {"spent": _("Forbrug: %s"), "received": _("Indbetalt: %s"), "worked": _("Arbejdstimer: %s")}
    rows = tuple(
        (sorts[x.sort] % x.of.name, x.of.planned, x.of.actual, x.of.variance, x.of.deviation or "", x.comment)
        for x in board.deviations
    )
    columns = (
        Column(_("Hvad")),
        *_kroner(_("Planlagt til nu"), _("Faktisk"), _("Afvigelse")),
        Column(_("I procent"), Unit.PERCENT),
        Column(_("Sekretariatets kommentar")),
    )
    title = _("Det, der afviger mere end %(percent)s %%") % {"percent": board.figures.plan.variance_percent}
    return Table("afvigelser", _("Afvigelser"), title, columns, rows)
