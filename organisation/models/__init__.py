from organisation.models.bodies import Body, Member, Seat
from organisation.models.documents import DocumentVersion, PlanDocument
from organisation.models.housing import Administrator, Department, HousingArea, HousingCompany, Partner
from organisation.models.partnership import Partnership, Plan
from organisation.models.searches import SearchMiss
from organisation.models.site import Page, SiteText

__all__ = [
    "Administrator",
    "Body",
    "Department",
    "DocumentVersion",
    "HousingArea",
    "HousingCompany",
    "Member",
    "Page",
    "Partner",
    "Partnership",
    "Plan",
    "PlanDocument",
    "SearchMiss",
    "Seat",
    "SiteText",
]
