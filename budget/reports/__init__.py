"""Every sum about money that a page, a spreadsheet or a test shows: pure functions, exact kroner.

`funding` is who finances a plan; `pledges` is how that stands against the main funder's line.
"""

from budget.reports.funding import Funding, area_contributions, funding
from budget.reports.pledges import Pledges, Verdict

__all__ = ["Funding", "Pledges", "Verdict", "area_contributions", "funding"]
