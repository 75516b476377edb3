"""What the board's page is drawn from: a Board alone, so that a frozen edition looks as the page of its day did."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from board.links import Links
from budget import charts
from budget.reports import Board, Deviation, Share, Verdict
from budget.reports.comparing import NONE
from core import formats

MOST_NAMED = 4
NUMBERS = (*("ingen", "én", "to", "tre", "fire", "fem", "seks"), *("syv", "otte", "ni", "ti", "elleve", "tolv"))
WIDTHS = (charts.WIDE, charts.NARROW)


def page_of(board: Board, links: Links | None = None) -> dict[str, Any]:
    """The context of templates/board/_figures.html; without `links` the figures lead nowhere."""
    return {
        "board": board,
        "funding": board.funding,
        "pledges": board.pledges,
        "links": links,
        "decimals": formats.decimals(_amounts(board)),
        "pledged_decimals": formats.decimals(_pledged(board)),
        "kinds": [row for row in board.by_kind if row.whole or row.actual],
        "cash": board.total.where | {"form": "kontant"},
        "in_kind": board.total.where | {"form": "timer"},
        "topics": topics(board.deviations),
        "shares": shares(board),
        "share_ahead": share_ahead(board),
        "verdict": verdict(board),
        "forecast_off": abs(board.left_at_end or 0),
        "overspent": -(board.remaining or 0),
        "shows_deviations": _can_deviate(board),
        "shows_funders": _follows_money(board) and bool(board.funders),
        "has_books": _follows_money(board) or board.has_budget,
        "share_bars": [charts.share_bar(board.pledges, width) for width in WIDTHS],
        "year_bars": [charts.year_bars(board.pledges, width) for width in WIDTHS],
        "hours_bars": [
            {"name": work.source.name, "drawings": [charts.hours_bar(work.given, width) for width in WIDTHS]}
            for work in board.work
        ],
        "budget_bars": [charts.budget_bars(board.by_year, width) for width in WIDTHS],
    }


def _amounts(board: Board) -> Iterator[Decimal | None]:
    """Everything that the tables write in kroner: where one has øre, all have."""
    given = (row.given for row in (*board.funders, *board.work))
    for row in (*board.by_year, *board.by_focus_area, *board.by_kind, *board.by_source, *given):
        yield from (row.whole, row.planned, row.actual)
    for _name, share in shares(board):
        yield from (share.fund, share.cash, share.hours)


def _pledged(board: Board) -> Iterator[Decimal | None]:
    """What is pledged, which is whole kroner more often than what is planned to date and spent."""
    for row in board.pledges.rows:
        yield from (row.total, *row.years.values())


def shares(board: Board) -> list[tuple[str, Share]]:
    """The local share as it is and as it may become; until the fund has paid in, there is none of now."""
    now, track, pledged = board.share_now, board.share_on_track, board.share_pledged
    named = [
        (_("Da planen sluttede") if board.is_closing else _("Indtil nu"), now if now and now.fund else None),
        (_("Som det går nu"), None if board.is_closing else track),
    ]
    known = [(name, share) for name, share in named if share]
    return [*known, (_("Som lovet"), pledged)] if known and pledged else []


def share_ahead(board: Board) -> Share | None:
    """Where the share ends, if that can be measured against the line."""
    named = shares(board)
    share = named[-2][1] if named else None
    if share is None or share.holds is None or (board.pledges.is_least and not share.holds):
        return None
    return share


def verdict(board: Board) -> str:
    """How the verdict is coloured. It says nothing that the words do not."""
    ahead = share_ahead(board)
    holds = ahead.holds if ahead else board.pledges.verdict != Verdict.BELOW
    return "below" if not holds else "open" if board.deviations else "met"


def _can_deviate(board: Board) -> bool:
    """Whether something is known to compare: what is said of a whole plan is not said of one of its years."""
    facts = board.figures
    return board.year is None and bool((board.has_budget and board.has_postings) or facts.received or facts.worked)


def _follows_money(board: Board) -> bool:
    """Whether anything is known of what became of the pledges."""
    return bool(board.has_postings or board.figures.received or board.figures.decided)


def topics(deviations: list[Deviation]) -> dict[str, str]:
    """What is to be discussed, in words: how many things, and which."""
    names = [_topic(row) for row in deviations]
    rest = len(names) - MOST_NAMED + 1
    if rest > 1:
        names = [*names[: MOST_NAMED - 1], _("%(count)s andre") % {"count": _number(rest)}]
    return {"count": _number(len(deviations)).capitalize(), "names": formats.listed(names)}


def _topic(row: Deviation) -> str:
    words = {
        "spent": _("forbruget i %(name)s"),
        "received": _("indbetalingerne fra %(name)s"),
        "worked": _("arbejdstimerne fra %(name)s"),
    }
    if row.of.where.get("indsatsomraade") == NONE["indsatsomraade"]:
        return _("de fælles udgifter")
    if "art" in row.of.where:
        return _("forbruget til %(name)s") % {"name": row.of.name}
    return words[row.sort] % {"name": row.of.name}


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
