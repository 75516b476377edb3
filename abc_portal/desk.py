"""The start page of the admin: what somebody should look after, who has written, what was changed lately.

What a user may do nothing about is not told.
"""

import datetime
import itertools
import operator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, F, Model, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from activities.models import Activity, Attendance, Call, Series, SkippedDay
from board import packs
from board.models import BoardPack, DutyTurn, Status
from budget.models import (
    AdjustmentBalance,
    BudgetLine,
    Contribution,
    DeliveredHours,
    FundingSource,
    HourlyRate,
    ImportRun,
    PledgeDecision,
    Receipt,
    VarianceComment,
)
from budget.reports.checks import findings
from contact.models import Enquiry
from core.chores import chores_of, may_change
from core.history import AUTHORS
from core.history.retention import models_with_versions
from initiatives.models import FocusArea, IndicatorValue, Initiative, Milestone, Responsibility
from mail.models import OutgoingMail
from meetings.models import AgendaItem, Attachment, Decision, Meeting, StandingItem
from news.models import Banner, Comment, Letter
from organisation.models import Body, DocumentVersion, Member, Plan, Seat, SiteText
from staff.models import StaffMember

# In the order of the page.
LOOKED_AFTER: list[Any] = [
    Comment,
    OutgoingMail,
    Activity,
    Meeting,
    Letter,
    Plan,
    Milestone,
    Status,
    Initiative,
    StaffMember,
    Seat,
    Body,
    ImportRun,
    User,
]

NEXT_DATES = 5
DUTIES, DUTY_DAYS = 5, 60
MESSAGES = 6
CHANGES = 8
# Several rows are often changed in one act, so more are read than acts are shown.
CHANGED_ROWS = 300
CHANGE_DAYS = 14

# An act is called by the first of these in it: what stands above other rows.
UPPER: list[Any] = [Plan, Body, FocusArea, StaffMember, Meeting]
# Rows without a page of their own are called by the row whose form they stand in: a member by the chair, not by name.
STANDS_IN = {
    Member: ("seat", "post"),
    Responsibility: ("focus_area", "name"),
    DocumentVersion: ("document", "title"),
    DutyTurn: ("duty", "title"),
    Contribution: ("source", "name"),
    PledgeDecision: ("source", "name"),
    HourlyRate: ("source", "name"),
    SkippedDay: ("series", "initiative__name"),
    Attendance: ("activity", "initiative__name"),
    IndicatorValue: ("indicator", "name"),
    # What is closed has a title that few may know: all of a meeting is called by the body.
    AgendaItem: ("meeting", "body__name"),
    Decision: ("item", "meeting__body__name"),
    Attachment: ("item", "meeting__body__name"),
}
# What a row is called, in the first of these fields that it has; and who changed it.
NAMES = ("name", "title", "post", "key")
# With a page, and without a name of their own.
CALLED = {
    Series: "initiative__name",
    Activity: "initiative__name",
    Banner: "text",
    Letter: "subject",
    Receipt: "source__name",
    Meeting: "body__name",
    StandingItem: "body__name",
    BudgetLine: "code",
    DeliveredHours: "function",
    AdjustmentBalance: "plan__name",
    VarianceComment: "plan__name",
    Status: "initiative__name",
}
WHO = ("history_user__name", "history_user__email")
VERBS = {"+": _("oprettet"), "~": _("rettet"), "-": _("slettet")}


@dataclass(frozen=True)
class Chore:
    number: int
    text: str
    url: str


@dataclass(frozen=True)
class Message:
    """One that waits for an answer; the writer's name is left to the inbox."""

    addressed: str
    age: str
    taken_by: str
    url: str
    days_left: int | None


@dataclass(frozen=True)
class Inbox:
    number: int
    oldest: list[Message]


@dataclass(frozen=True)
class Change:
    when: datetime.datetime
    who: str
    what: str
    name: str
    verb: Any
    url: str
    others: int


@dataclass(frozen=True)
class Today:
    """What the user's initiatives have on next, and how many people are to be rung."""

    dates: list[Activity]
    calls: int


@dataclass(frozen=True)
class Books:
    """How many mistakes and gaps there are in the current plan's money."""

    errors: int
    gaps: int


@dataclass(frozen=True)
class Duties:
    """What is overdue or due soon, of the duties that the user can say are done."""

    turns: list[DutyTurn]

    @property
    def may_press(self) -> set[int]:
        return {turn.pk for turn in self.turns}


@dataclass(frozen=True)
class Desk:
    """None where there is nothing that the user could do something about."""

    today: Today | None
    chores: list[Chore] | None
    inbox: Inbox | None
    changes: list[Change] | None
    books: Books | None = None
    duties: Duties | None = None


def desk_of(user: Any) -> Desk:
    return Desk(today(user), chores(user), inbox(user), changes(user), books(user), duties(user))


def today(user: Any) -> Today | None:
    if not may_change(user, Activity):
        return None
    dates = Activity.objects.editable_by(user).planned().upcoming().for_list()
    return Today(list(dates[:NEXT_DATES]), Call.objects.visible_to(user).open().count())


def books(user: Any) -> Books | None:
    plan = Plan.objects.published().current() if may_change(user, FundingSource) else None
    found = findings(plan) if plan else None
    return Books(len(found.errors), len(found.gaps)) if found else None


def duties(user: Any) -> Duties | None:
    """None for who answers for no duty at all."""
    if not may_change(user, DutyTurn):
        return None
    own = DutyTurn.objects.editable_by(user).open()
    soon = timezone.localdate() + datetime.timedelta(days=DUTY_DAYS)
    turns = list(own.due_by(soon).for_list()[:DUTIES])
    return Duties(turns) if turns or own.exists() else None


def chores(user: Any) -> list[Chore] | None:
    """How many rows need something, each with the list of just these."""
    if not any(may_change(user, model) for model in LOOKED_AFTER):
        return None
    kinds = [(model, chore) for model in LOOKED_AFTER for chore in model.Chore]
    numbers = counted([chores_of(user, *kind) for kind in kinds])
    return [*(_chore(*kind, number) for kind, number in zip(kinds, numbers, strict=True) if number), *untold(user)]


def untold(user: Any) -> list[Chore]:
    """The statuses that wait for a pack to the board."""
    plan = Plan.objects.published().current() if may_change(user, BoardPack) else None
    number = packs.untold(plan) if plan else 0
    words = ngettext("status er klar til en orientering", "statusser er klar til en orientering", number)
    return [Chore(number, words, reverse("admin:board_boardpack_changelist"))] if number else []


def _chore(model: type[Model], chore: Any, number: int) -> Chore:
    meta = model._meta
    name = meta.verbose_name if number == 1 else meta.verbose_name_plural
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return Chore(number, f"{name} {chore.label}", f"{address}?mangler={chore.value}")


def counted(many: list[QuerySet]) -> list[int]:
    """How many rows each queryset has, in one query."""
    parts = [
        rows.order_by().annotate(part=Value(place)).values("part").annotate(number=Count("pk"))
        for place, rows in enumerate(many)
    ]
    found = dict(parts[0].union(*parts[1:], all=True).values_list("part", "number"))
    return [found.get(place, 0) for place in range(len(many))]


def inbox(user: Any) -> Inbox | None:
    """What nobody has answered, the oldest first."""
    if not user.has_perm("contact.view_enquiry"):
        return None
    new = Enquiry.objects.visible_to(user).new()
    related = new.select_related("staff_member", "initiative", "focus_area", "area", "taken_by")
    return Inbox(new.count(), [_message(enquiry) for enquiry in related.order_by("created_at", "pk")[:MESSAGES]])


def _message(enquiry: Enquiry) -> Message:
    return Message(
        addressed=enquiry.addressed,
        age=timesince(enquiry.created_at, depth=1),
        taken_by=str(enquiry.taken_by or ""),
        url=reverse("admin:contact_enquiry_change", args=[enquiry.pk]),
        days_left=enquiry.days_left if enquiry.is_soon_deleted else None,
    )


def changes(user: Any) -> list[Change] | None:
    """What people did lately, an act a line; of what the user may change."""
    changed = {model._meta.label: model for model in models_with_versions() if may_change(user, model)}
    if not changed:
        return None
    since = timezone.now() - datetime.timedelta(days=CHANGE_DAYS)
    parts = [_versions(model).filter(history_date__gte=since) for model in changed.values()]
    rows = parts[0].union(*parts[1:], all=True).order_by("-history_date")[:CHANGED_ROWS]
    acts: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        acts.setdefault(row["act"], []).append(row)
    return [_change(changed, versions) for versions in itertools.islice(acts.values(), CHANGES)]


def _versions(model: Any) -> QuerySet:
    """Versions of one model, in the columns that all models share."""
    if model in STANDS_IN:
        holder, name = STANDS_IN[model]
        row, called = f"{holder}_id", f"{holder}__{name}"
    elif model in CALLED:
        row, called = model._meta.pk.attname, CALLED[model]
    else:
        fields = {field.name for field in model._meta.fields}
        row, called = model._meta.pk.attname, next(field for field in NAMES if field in fields)
    there = _page_model(model)._base_manager.filter(pk=OuterRef(row))
    return (
        model.history.model._base_manager.order_by()
        .exclude(history_change_reason__in=AUTHORS)
        .annotate(label=Value(model._meta.label, CharField()), row=F(row), called=F(called), there=Exists(there))
        .values("history_date", "act", "history_type", "label", "row", "called", "there", *WHO)
    )


def _change(changed: dict[str, Any], versions: list[dict[str, Any]]) -> Change:
    """One act in one line: its uppermost row, and how many went along."""
    order = [*UPPER, *(model for model in changed.values() if model not in STANDS_IN), *STANDS_IN]
    first = min(versions, key=lambda row: order.index(changed[row["label"]]))
    model = changed[first["label"]]
    which = operator.itemgetter("label", "row")
    kinds = {row["history_type"] for row in versions if which(row) == which(first)}
    kind = next(kind for kind in "-+~" if kind in kinds)
    return Change(
        when=first["history_date"],
        who=first["history_user__name"] or first["history_user__email"] or "",
        what=capfirst(model._meta.verbose_name),
        name=str(SiteText(key=first["called"])) if model is SiteText else first["called"] or "",
        verb=VERBS[kind],
        url=_page_of(model, first["row"]) if first["there"] else "",
        others=len(set(map(which, versions))) - 1,
    )


def _page_model(model: Any) -> Any:
    """The model whose form shows such rows."""
    return model._meta.get_field(STANDS_IN[model][0]).related_model if model in STANDS_IN else model


def _page_of(model: Any, pk: Any) -> str:
    meta = _page_model(model)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk])
