"""The figures on paper, set from overblik.typ."""

import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from budget.exports.heading import Heading
from budget.exports.tables import Table, tables, written
from budget.reports import Board, Comparison
from budget.reports.headlines import Unit
from core import formats
from core.typesetting import typeset

SOURCE = Path(__file__).parent / "overblik.typ"


def pdf(board: Board, heading: Heading, verdict: str = "", at: datetime.datetime | None = None) -> bytes:
    """`verdict` is the sentence that the page begins with; `at` is what the file says it was made."""
    return typeset(SOURCE, _document(board, heading, verdict), at)


def _document(board: Board, heading: Heading, verdict: str) -> dict[str, Any]:
    day = _("Tal til og med %(day)s") % {"day": formats.long_date(board.as_of)}
    return {
        "title": heading.title,
        "running": f"{heading.plan} · {heading.title}",
        "author": heading.plan,
        "day": day,
        "facts": heading.facts,
        "verdict": verdict,
        "figures": [dict(zip(("name", "value", "note"), row, strict=True)) for row in key_figures(board)],
        "paragraphs": list(paragraphs(board)),
        "sections": [_section(board, table) for table in tables(board)],
        "foot": _("Beløb er i kroner og øre. Procenter er rundet af."),
        "page": _("Side {now} af {all}"),
    }


def key_figures(board: Board) -> list[tuple[str, str, str]]:
    share, total, minimum = board.share_pledged, board.total, board.figures.plan.min_share_percent
    unknown = _("Ikke kendt")
    part = share.share if share else None
    return [
        (
            _("Brugt, kontant"),
            _or(board.spent_if_known, unknown),
            _of(_("planlagt til nu %s"), total.planned),
        ),
        (_("Rest af budgettet, kontant"), _or(board.remaining, unknown), _of(_("budgettet er %s"), total.whole)),
        (_("Lovet, kontant"), _or(board.pledged_total, unknown), _of(_("modtaget %s"), board.received_if_known)),
        (
            _("Lokal andel, som lovet"),
            unknown if part is None else formats.percent(part),
            _("kravet er ikke oplyst") if minimum is None else _("kravet er %s %%") % minimum,
        ),
    ]


def _or(amount: Any, unknown: str) -> str:
    return unknown if amount is None else formats.kroner(amount)


def _of(words: str, amount: Any) -> str:
    return "" if amount is None else words % formats.kroner(amount)


def paragraphs(board: Board) -> Any:
    if board.forecast is not None and not board.is_closing:
        words = _("Går resten af budgettet som den del, der var planlagt til nu, er der brugt %s, når planen slutter.")
        yield words % formats.kroner(board.forecast)
    if (balance := board.figures.adjustment) is not None:
        yield _("På reguleringskontoen stod %(amount)s den %(day)s. Det er ikke med i andre summer.") % {
            "amount": formats.kroner(balance.amount),
            "day": formats.long_date(balance.balance_on),
        }


def _section(board: Board, table: Table) -> dict[str, Any]:
    units = [column.unit for column in table.columns]

    def cells(row: Any) -> list[str]:
        return [written(value, unit) for value, unit in zip(row, units, strict=True)]

    return {
        "title": table.title,
        "note": table.note,
        "drawing": _years(board) if table.key == "aar" else None,
        "table": {
            "columns": [{"head": column.head, "is_number": column.unit is not Unit.TEXT} for column in table.columns],
            "rows": [cells(row) for row in table.rows],
            "total": cells(table.total) if table.total else None,
        },
    }


def _years(board: Board) -> dict[str, Any] | None:
    """A bar for the budget and one for what is spent, a year; in words for who cannot see them."""
    largest = max((max(row.whole or 0, row.actual) for row in board.by_year), default=0)
    if largest <= 0:
        return None

    def drawn(row: Comparison) -> dict[str, Any]:
        lengths = {"budget": row.whole or 0, "spent": row.actual}
        return {"name": row.name, **{name: round(float(max(x, 0) / largest) * 90, 1) for name, x in lengths.items()}}

    words = [
        _("%(year)s: budget %(budget)s, brugt %(spent)s")
        % {"year": row.name, "budget": written(row.whole, Unit.KRONER), "spent": written(row.actual, Unit.KRONER)}
        for row in board.by_year
    ]
    return {
        "years": list(map(drawn, board.by_year)),
        "budget": _("Budget"),
        "spent": _("Brugt"),
        "alt": _("Søjler for budget og forbrug. %(years)s. Tallene står i tabellen.") % {"years": "; ".join(words)},
    }
