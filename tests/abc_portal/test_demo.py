"""The sample data: the same each time, told from today, only for the fictional partnership, and under a banner."""

import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from abc_portal import demo
from activities.models import Activity, Attendance, Call, SignUp
from budget.editions import board_of
from budget.models import Edition, ImportRun, Posting
from budget.reports import Board, figures
from budget.reports.checks import findings
from contact.models import Enquiry, Idea
from initiatives.models import Initiative
from meetings.models import Decision, Meeting
from news.models import Letter, Subscriber
from organisation.models import Plan, SearchMiss
from tests import factories
from tests.pages import text

pytestmark = pytest.mark.django_db
BANNER = "Alt her er opdigtet"


def filled(at: datetime.datetime) -> list[Any]:
    """What there is after filling, without what only a database knows; then it is gone again."""
    with transaction.atomic():
        demo.fill(factories.user(role="medarbejder"), factories.user(role="oekonomi"), at)
        found = [
            list(Activity.objects.values_list("slug", "starts_at", "state", "capacity")),
            list(SignUp.objects.values_list("name", "email", "phone", "state", "activity__slug", "created_at")),
            list(Attendance.objects.values_list("activity__slug", "visits", "new_faces", "volunteers")),
            list(Call.objects.values_list("reason", "sign_up__name")),
            list(Enquiry.objects.values_list("name", "message", "created_at")),
            list(Idea.objects.values_list("title", "realised_on")),
            [(row.month, row.subject, [item["path"] for item in row.contents or ()]) for row in Letter.objects.all()],
            list(Subscriber.objects.order_by("email").values_list("email", "confirmed_at", "areas__slug")),
            list(Meeting.objects.order_by("date", "items").values_list("body__key", "date", "state", "items__title")),
            list(Decision.objects.order_by("item__meeting__date", "pk").values_list("what", "due_on", "done_on")),
            list(SearchMiss.objects.values_list("query", "times", "last_on")),
            list(Posting.objects.values_list("number", "date", "line__version__name", "line__code", "amount", "text")),
        ]
        transaction.set_rollback(True)
    return found


def test_it_is_the_same_each_time_and_tells_of_the_days_around_today() -> None:
    call_command("load_plan", "plans/eksempel.toml", stdout=StringIO())
    now = timezone.now()
    dates, people, counts, calls, *others = found = filled(now)
    assert found == filled(now)
    assert min(start for _slug, start, *_more in dates) < now - datetime.timedelta(weeks=4)
    assert max(start for _slug, start, *_more in dates) > now + datetime.timedelta(weeks=20)
    assert {state for _n, _e, _p, state, *_more in people} >= {"plads", "venter", "tilbud", "afmeldt"}
    assert "aflyst" in {state for _slug, _start, state, _capacity in dates}
    assert all((counts, calls, *others))
    # Nobody's address, and nobody's telephone.
    assert all(email.endswith("@eksempel.invalid") for _n, email, *_more in people if email)
    assert all(phone.startswith("00 ") for _n, _e, phone, *_more in people if phone)


def test_its_books_go_well_but_for_a_few_things_that_the_board_must_talk_about() -> None:
    call_command("load_plan", "plans/eksempel.toml", stdout=StringIO())
    demo.fill(factories.user(role="medarbejder"), factories.user(role="oekonomi"))
    plan = Plan.objects.get()
    board = Board(figures(plan))
    assert board.total.part is not None
    assert Decimal("0.92") < board.total.part < Decimal("0.97")
    assert sorted(row.sort for row in board.deviations) == ["received", "spent", "spent", "worked"]
    assert all(row.comment for row in board.deviations)
    # The board was shown the years before, and residents see that.
    edition = Edition.objects.open_to_residents().get()
    assert board_of(edition).as_of == datetime.date(board.as_of.year - 1, 12, 31)
    assert ImportRun.objects.standing().filter(applied_at__gt=edition.frozen_at).exists()
    # What is planned is what is pledged: nobody has written more into a year than comes in.
    for year in plan.year_range:
        budget = sum(line.amount for line in board.figures.budget if line.year == year)
        assert budget == sum(row.amount for row in board.figures.pledged if row.year == year)
    found = findings(plan)
    assert (found.errors, [gap.code for gap in found.gaps]) == ((), ["beslutning"])


def test_a_real_partnership_gets_none() -> None:
    call_command("load_plan", "plans/albertslund-2017-2020.toml", stdout=StringIO())
    assert Initiative.objects.exists()
    with pytest.raises(Plan.DoesNotExist):
        demo.fill(factories.user(role="medarbejder"), factories.user(role="oekonomi"))
    assert not Activity.objects.exists()


def test_a_banner_says_so_on_every_page(editor_client: Client, client: Client, settings: Any) -> None:
    factories.plan()
    pages = [(client, "/"), (client, "/findes-ikke/"), (client, "/konto/log-ind/"), (editor_client, "/admin/")]
    assert not any(BANNER in text(who.get(path)) for who, path in pages)
    settings.DEMO = True
    assert all(BANNER in text(who.get(path)) for who, path in pages)
