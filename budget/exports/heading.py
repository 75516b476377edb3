"""What stands at the top of every file: whose figures, of which day, against which budget."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from budget.models import Edition
from budget.reports import Board
from core.formats import long_date


@dataclass(frozen=True)
class Heading:
    title: str
    plan: str
    facts: tuple[tuple[str, str], ...]
    file_name: str


def heading(board: Board, title: str, edition: Edition | None = None) -> Heading:
    """`title` is what the page is called; an edition has a name of its own."""
    plan = board.figures.plan
    if edition is None:
        return Heading(title, plan.name, (*_facts(board), (_("Hentet"), _today())), f"overblik-{plan.slug}")
    facts = [
        (_("Forelagt"), long_date(edition.presented_on)),
        *_facts(board),
        (_("Frosset"), long_date(edition.frozen_on)),
    ]
    if edition.frozen_by:
        facts.append((_("Af"), str(edition.frozen_by)))
    return Heading(edition.name, plan.name, tuple(facts), f"overblik-{plan.slug}-udgave-{edition.pk}")


def _facts(board: Board) -> list[tuple[str, str]]:
    version = board.figures.version
    name = version.name if version else _("Der er intet budget endnu")
    return [(_("Tal til og med"), long_date(board.as_of)), (_("Budgetversion"), name)]


def _today() -> str:
    return long_date(timezone.localdate())
