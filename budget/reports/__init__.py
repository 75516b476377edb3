"""Every sum about money that a page, a spreadsheet or a test shows: pure functions, exact kroner.

`funding` is who finances a plan; `pledges` is how that stands against the main funder's line;
`figures` is all of a plan's money as one document, and `Board` what the board asks of it.
"""

from budget.reports.board import Board, Comparison, Deviation, Funder, Share, Work
from budget.reports.collecting import figures
from budget.reports.figures import Figures
from budget.reports.funding import Funding, area_contributions, funding
from budget.reports.pledges import Pledges, Verdict

__all__ = [
    "Board",
    "Comparison",
    "Deviation",
    "Figures",
    "Funder",
    "Funding",
    "Pledges",
    "Share",
    "Verdict",
    "Work",
    "area_contributions",
    "figures",
    "funding",
]
