"""Rows of every model, tied together, for tests that look at the whole admin."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from activities.models import Activity, Attendance, Joining, SkippedDay
from board.models import Duty
from budget.models import BudgetVersion, FundingSource, HourlyRate
from initiatives.models import FocusArea, Initiative
from meetings.models import AgendaItem, Meeting
from organisation.models import Body, HousingArea, Page, Plan, PlanDocument, Seat
from staff.models import StaffMember
from tests import factories


def begin() -> None:
    """One row of everything."""
    factories.partnership()
    area = factories.area()
    plan = factories.plan(areas=[area])
    factories.document_version(factories.document(plan), plan.starts_on)
    company = factories.company(administrator=factories.administrator())
    seat = factories.seat(factories.body(), company=company)
    member = factories.member(seat, starts_on=datetime.date(2020, 1, 1))
    boss = factories.staff_member(member=member)
    focus_area = factories.focus_area(plan, resource_group=factories.body(kind=Body.Kind.RESOURCE))
    factories.responsibility(focus_area, boss)
    chosen = {"audiences": [factories.audience()], "languages": [factories.language()]}
    initiative = factories.initiative(focus_area, areas=[area], **chosen, contact=boss)
    dates_of(initiative)
    followed(initiative, boss)
    told_of(initiative)
    department = factories.department(company=company, area=area)
    line = factories.frame_line(plan)
    years = dict.fromkeys(plan.year_range, 100)
    source = factories.funding_source(plan, years, department=department, frame_line=line, total=Decimal(400))
    books_of(source, focus_area)
    factories.partner()
    factories.page(kind=Page.Kind.PRIVACY)
    factories.duty_turn(factories.duty(responsible=boss))
    factories.search_miss()
    factories.outgoing_mail()
    factories.enquiry(focus_area=focus_area, staff_member=boss, initiative=first(Initiative), area=area)
    factories.idea(initiative=first(Initiative), area=area)
    factories.comment(factories.post([area], [focus_area], [first(Initiative)], author=boss))
    factories.banner([area])
    factories.subscriber([area], [focus_area])
    factories.letter()
    meetings_of(seat)


def meetings_of(seat: Seat) -> None:
    """One to come, with an item of which something came and a paper; and one whose minutes are approved."""
    factories.standing_item(seat.body)
    days = timezone.localdate() - seat.body.meetings.count() * datetime.timedelta(days=1)
    meeting = factories.meeting(seat.body, date=days, state=Meeting.State.PLANNED, called_at=None)
    item = factories.agenda_item(meeting)
    factories.decision(item, seat=seat)
    factories.attachment(item)
    for member in meeting.members():
        factories.participant(meeting, member)
    factories.minutes(factories.meeting(factories.body(), date=timezone.localdate()))


def books_of(source: FundingSource, focus_area: FocusArea) -> None:
    """One row of all that is kept about a plan's money."""
    plan = source.plan
    factories.pledge_decision(source)
    factories.receipt(source)
    hours = factories.hours_source(plan)
    factories.hourly_rate(hours)
    factories.delivered_hours(hours)
    version = factories.budget_version(plan)
    factories.posting(factories.budget_line(version, focus_area=focus_area, source=source))
    factories.adjustment_balance(plan)
    factories.variance_comment(plan, focus_area=focus_area)
    factories.edition(plan, publish_from=timezone.now())


def followed(of: Initiative | FocusArea, boss: StaffMember) -> None:
    """A milestone that is late, and an indicator that was measured."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    factories.milestone(of, owner=boss, due_on=yesterday)
    factories.indicator(of, {yesterday: "12.50"})


def told_of(initiative: Initiative) -> None:
    """A status to be written, and one that the board was given."""
    factories.status(initiative)
    factories.published_status(initiative, as_of=datetime.date(2020, 7, 1))
    year = 1900 + initiative.plan.packs.count()
    factories.board_pack(initiative.plan, as_of=datetime.date(year, 1, 1))
    factories.sent_pack(initiative.plan, as_of=datetime.date(year, 7, 1))


def dates_of(initiative: Initiative) -> Activity:
    """A series with its dates and an exception, and a date that was counted."""
    place = factories.place()
    today = timezone.localdate()
    series = factories.series(initiative, place=place, starts_on=today, ends_on=today + datetime.timedelta(days=13))
    SkippedDay.objects.create(series=series, day=series.starts_on)
    date = factories.activity(initiative, -3, place=place, joining=Joining.SIGN_UP, capacity=20)
    Attendance.objects.create(activity=date, visits=12)
    return date


def grow(rows: int) -> None:
    """So many more rows of everything, many of them below the rows that were first."""
    plan, area, focus_area, body, seat, boss = map(first, (Plan, HousingArea, FocusArea, Body, Seat, StaffMember))
    for _ in range(rows):
        number = next(factories.number)
        other = factories.area()
        plan.areas.add(other)
        factories.plan(areas=[area, other], slug=f"plan-{number}")
        factories.document_version(factories.document(plan), plan.starts_on)
        factories.document_version(first(PlanDocument), plan.starts_on + datetime.timedelta(number))
        company = factories.company(administrator=factories.administrator())
        local = factories.body(kind=Body.Kind.LOCAL, area=area)
        factories.member(factories.seat(local, partner=factories.partner()))
        factories.seat(body, company=company)
        day = datetime.date(1960, 1, 1) + datetime.timedelta(days=number)
        factories.member(seat, starts_on=day, ends_on=day)
        colleague = factories.staff_member()
        factories.responsibility(focus_area, colleague)
        factories.responsibility(factories.focus_area(plan), boss)
        chosen = {"audiences": [factories.audience()], "languages": [factories.language()]}
        initiative = factories.initiative(focus_area, areas=[area, other], **chosen, contact=colleague)
        factories.sign_up(dates_of(initiative))
        followed(first(Initiative), colleague)
        followed(focus_area, colleague)
        factories.indicator(initiative)
        told_of(initiative)
        department = factories.department(company=company, area=area)
        factories.frame_line(plan)
        source = factories.funding_source(plan, {plan.starts_on.year: 400}, department=department)
        first_source = first(FundingSource)
        factories.pledge_decision(first_source)
        factories.receipt(source)
        hours = first(HourlyRate).source
        factories.hourly_rate(hours, valid_from=day)
        factories.delivered_hours(hours)
        factories.posting(factories.budget_line(first(BudgetVersion), source=source, focus_area=first(FocusArea)))
        version = factories.budget_version(factories.plan(slug=f"andre-{number}"))
        factories.posting(factories.budget_line(version))
        factories.read_file(plan, f"Fil {number}")
        factories.adjustment_balance(plan, balance_on=day)
        factories.variance_comment(plan, source=source)
        factories.outgoing_mail(state="fejl")
        factories.duty_turn(factories.duty(responsible=colleague), number)
        factories.duty_turn(first(Duty), 7 + number)
        factories.search_miss()
        factories.enquiry(focus_area=focus_area, staff_member=colleague, initiative=initiative, area=other)
        factories.idea(initiative=initiative, area=other)
        factories.comment(factories.post([other], [factories.focus_area(plan)], [initiative], author=colleague))
        factories.banner([other])
        factories.subscriber([area, other], [focus_area])
        factories.released_letter((datetime.date(1000, 1, 1) + datetime.timedelta(days=31 * number)).replace(day=1))
        meetings_of(seat)
        meeting = first(Meeting)
        factories.agenda_item(meeting)
        factories.participant(meeting, factories.member(factories.seat(body)))
        factories.decision(first(AgendaItem), seat=seat)
        factories.attachment(first(AgendaItem))
        User.objects.create_user(f"nummer{number}@example.invalid", "et-langt-kodeord-1")


def first(model: Any) -> Any:
    return model._base_manager.order_by("pk")[0]
