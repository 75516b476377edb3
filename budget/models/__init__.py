from budget.models.editions import Edition
from budget.models.funding import Contribution, FrameLine, FundingSource, refuse_years
from budget.models.grants import PledgeDecision, Receipt
from budget.models.hours import DeliveredHours, HourlyRate
from budget.models.imports import ImportRow, ImportRun
from budget.models.postings import AdjustmentBalance, Posting, VarianceComment
from budget.models.versions import BudgetLine, BudgetVersion, CostKind, copy_lines

__all__ = [
    "AdjustmentBalance",
    "BudgetLine",
    "BudgetVersion",
    "Contribution",
    "CostKind",
    "DeliveredHours",
    "Edition",
    "FrameLine",
    "FundingSource",
    "HourlyRate",
    "ImportRow",
    "ImportRun",
    "PledgeDecision",
    "Posting",
    "Receipt",
    "VarianceComment",
    "copy_lines",
    "refuse_years",
]
