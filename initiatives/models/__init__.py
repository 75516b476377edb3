from initiatives.models.facets import Audience, Language
from initiatives.models.focus_areas import CHANGE_ANY, FocusArea, Responsibility
from initiatives.models.indicators import Indicator, IndicatorValue
from initiatives.models.initiatives import Initiative, refuse_areas
from initiatives.models.milestones import Milestone
from initiatives.models.querysets import InitiativeQuerySet

__all__ = [
    "CHANGE_ANY",
    "Audience",
    "FocusArea",
    "Indicator",
    "IndicatorValue",
    "Initiative",
    "InitiativeQuerySet",
    "Language",
    "Milestone",
    "Responsibility",
    "refuse_areas",
]
