"""The figures that are said first, each with its name and unit."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from budget.reports.board import Board


class Unit(StrEnum):
    TEXT = "text"
    KRONER = "kroner"
    HOURS = "hours"
    PERCENT = "percent"


@dataclass(frozen=True)
class Headline:
    """None is not known; a percentage is of one."""

    name: str
    value: Decimal | None
    unit: Unit = Unit.KRONER


def headlines(board: Board) -> list[Headline]:
    share, facts = board.share_pledged, board.figures
    return [
        Headline(_("Budget, kontant"), board.total.whole),
        Headline(_("Planlagt til nu, kontant"), board.total.planned),
        Headline(_("Brugt, kontant"), board.spent_if_known),
        Headline(_("Rest af budgettet, kontant"), board.remaining),
        Headline(_("Forventet brugt, når planen slutter, kontant"), board.forecast),
        Headline(_("Lovet, kontant"), board.pledged_total),
        Headline(_("Modtaget, kontant"), board.received_if_known),
        Headline(_("Lovet i arbejdstimer, kr."), board.pledged_in_kind),
        Headline(_("Arbejdstimer"), board.hours_total if facts.worked else None, Unit.HOURS),
        Headline(_("Arbejdstimernes værdi, kr."), board.worked_total if facts.worked else None),
        Headline(_("Lokal andel, som lovet"), share.share if share else None, Unit.PERCENT),
        Headline(_("Luft over kravet, kr."), share.headroom if share else None),
    ]
