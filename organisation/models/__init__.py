from organisation.models.bodies import Body, Member, Seat
from organisation.models.housing import Administrator, Department, HousingArea, HousingCompany, Partner
from organisation.models.partnership import Page, Partnership, Plan, SiteText

__all__ = [
    "Administrator",
    "Body",
    "Department",
    "HousingArea",
    "HousingCompany",
    "Member",
    "Page",
    "Partner",
    "Partnership",
    "Plan",
    "Seat",
    "SiteText",
]
