"""Who may do what: one table, in code. Migrating writes it to the database as Django's groups.

Nobody is put into a group. A role is held on a day, and follows from facts: dates of
employment, of a chair, or a date until which somebody looks in. The settings' ROLE_SOURCES
names the functions that read those facts; each lives in the room that knows them.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    HEAD = "sekretariatsleder", _("Sekretariatsleder")
    WORKER = "medarbejder", _("Medarbejder")
    FINANCE = "oekonomi", _("Økonomi")
    BOARD = "bestyrelse", _("Bestyrelse")
    GROUP = "gruppemedlem", _("Gruppemedlem")
    AUDITOR = "revisor", _("Revisor")


# Held by those who are employed; in production they log in with two factors.
SECRETARIAT = frozenset({Role.HEAD, Role.WORKER, Role.FINANCE})
# Held without employment or chair, until a date that must be written.
GUESTS = frozenset({Role.BOARD, Role.AUDITOR})

USE_ADMIN = "accounts.use_admin"
SEE_DRAFTS = "accounts.see_drafts"
SEE_BOARD = "accounts.see_board"

# What the portal holds, in the words of the table below. --------------------------------

ORGANISATION = (
    "organisation.partnership",
    "organisation.plan",
    "organisation.plandocument",
    "organisation.documentversion",
    "organisation.housingarea",
    "organisation.department",
    "organisation.housingcompany",
    "organisation.administrator",
    "organisation.partner",
)
# With the names of members, also those that the site does not show.
BODIES = ("organisation.body", "organisation.seat", "organisation.member")
TEXTS = ("organisation.page", "organisation.sitetext", "initiatives.audience", "initiatives.language")
PEOPLE = ("staff.staffmember", "initiatives.responsibility")
NEWS = ("news.post", "news.banner")
INITIATIVES = ("initiatives.focusarea", "initiatives.initiative")
# What is followed for the board: what is to be reached, and what is measured.
RESULTS = ("initiatives.milestone", "initiatives.indicator", "initiatives.indicatorvalue")
CALENDAR = ("activities.place", "activities.series", "activities.activity", "activities.attendance")
BUDGET = (
    *("budget.frameline", "budget.fundingsource", "budget.contribution"),
    *("budget.pledgedecision", "budget.receipt", "budget.costkind", "budget.budgetversion", "budget.budgetline"),
    *("budget.hourlyrate", "budget.deliveredhours", "budget.adjustmentbalance", "budget.variancecomment"),
)
MEETINGS = ("meetings.agendaitem", "meetings.attachment", "meetings.decision", "meetings.participant")
# They come by import, and nobody types them; an edition is frozen, not written.
IMPORTED = ("budget.posting",)
IMPORTS, EDITIONS = ("budget.importrun",), ("budget.edition",)

DUTIES = ("board.duty", "board.dutyturn")

EVERYTHING = "*"


def rights(verbs: str, *names: str) -> tuple[str, ...]:
    """Permissions as Django names them: `rights("view change", "staff.staffmember")`."""
    parts = (name.split(".") for name in names)
    return tuple(f"{app}.{verb}_{model}" for app, model in parts for verb in verbs.split())


# The table. What nobody is given here, only the head of secretariat may.
ROLES: dict[Role, tuple[str, ...]] = {
    Role.HEAD: (EVERYTHING,),
    # Content. Of initiatives, their dates and who comes, staff and enquiries only their own: `editable_by` in
    # those rooms says which.
    Role.WORKER: (
        USE_ADMIN,
        SEE_DRAFTS,
        *rights("view", *ORGANISATION, *BODIES, *PEOPLE),
        *rights("view change", "organisation.housingarea", *TEXTS),
        *rights("view add change", "initiatives.audience", "initiatives.language"),
        *rights("view delete", "organisation.searchmiss"),
        *rights("view", "initiatives.focusarea"),
        *rights("view add change delete", "initiatives.initiative", *RESULTS),
        *rights("view", *CALENDAR, *DUTIES),
        *rights("change", "board.dutyturn"),
        *rights("view change", "board.status"),
        *rights("add change", "activities.place"),
        *rights("add change delete", "activities.series", "activities.skippedday", "activities.activity"),
        *rights("add change delete", "activities.attendance"),
        *rights("view add change", "activities.signup", "activities.call"),
        *rights("view change", "staff.staffmember", "contact.enquiry"),
        *rights("view add change", "contact.idea"),
        *rights("view change", "news.letter"),
        # Those whose minutes they keep. The bin shows who deletes only some rows just what he or she deleted.
        *rights("view change", "meetings.meeting"),
        *rights("view add change", *MEETINGS),
        *rights("delete", "meetings.agendaitem", "meetings.attachment", "meetings.decision"),
        *rights("view", "meetings.minutes"),
        *rights("view add", "meetings.attachmentversion"),
        *rights("view add change delete", *NEWS),
        *rights("view change delete", "news.comment"),
    ),
    # The budget; the rest to look at, but for residents' messages and logins.
    Role.FINANCE: (
        USE_ADMIN,
        SEE_DRAFTS,
        SEE_BOARD,
        *rights("view", *ORGANISATION, *BODIES, *TEXTS, *PEOPLE, *INITIATIVES, *RESULTS, *CALENDAR, *NEWS),
        *rights("view", "organisation.searchmiss", "board.status"),
        *rights("view", "contact.idea"),
        *rights("view", "news.letter"),
        *rights("view add change delete", *BUDGET),
        *rights("view", *IMPORTED, *DUTIES),
        *rights("change", "board.dutyturn"),
        *rights("view add change", *IMPORTS),
        *rights("view add change delete", *EDITIONS),
    ),
    # The board's page. A chair in the board or a group also shows its own body and the names in it.
    Role.BOARD: (SEE_BOARD,),
    Role.GROUP: (),
    # What is published, and its money: no drafts, no members' names, no messages, no logins.
    Role.AUDITOR: (
        USE_ADMIN,
        SEE_BOARD,
        *rights("view", *ORGANISATION, *BUDGET, *IMPORTED, *IMPORTS, *EDITIONS),
    ),
}


def permissions_of(role: Role) -> Iterator[Permission]:
    """The role's row of the table as rows of the database. Raises LookupError for a right that does not exist."""
    names = ROLES[role]
    if EVERYTHING in names:
        yield from Permission.objects.all()
        return
    for name in names:
        app, codename = name.split(".")
        permission = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
        if permission is None:
            raise LookupError(f"accounts/roles.py: {role} has {name}, which does not exist.")
        yield permission


def synchronise(**kwargs: Any) -> None:
    """Write the table to the database; groups that are no roles go. Runs after every migrate."""
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)
    with transaction.atomic():
        Group.objects.exclude(name__in=Role.values).delete()
        for role in Role:
            Group.objects.get_or_create(name=role.value)[0].permissions.set(permissions_of(role))


def guests(user: Any, day: datetime.date) -> set[Role]:
    """A role source: those who look in until a date."""
    until = user.access_until
    return {Role(user.role)} if user.role in GUESTS and until and day <= until else set()
