"""What holds for the admin of every model: it is there, it asks a steady number of questions, it survives bad input."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from accounts.models import User
from board.models import Status
from contact.models import Enquiry
from core.history import Versions
from initiatives.models import Initiative
from meetings.models import AgendaItem, Decision
from news.models import Letter
from organisation.models import Page, Partnership, Seat, SiteText
from tests import admin_world
from tests.admin_world import first
from tests.html_forms import sent_by, texts_of
from tests.kept_rows import kept
from tests.settings import without_zeal

MODELS = list(admin.site._registry)
READ_ONLY = ("enquiry", "comment", "subscriber", "outgoingmail", "searchmiss", "posting", "importrun", "minutes")
EDITABLE = [model for model in MODELS if model._meta.model_name not in READ_ONLY]
NOT_ADDED = (SiteText, Partnership, Page, Letter, Status, AgendaItem, Decision)
ADDABLE = [model for model in EDITABLE if model not in NOT_ADDED]
# One of each sort of list: with a folded column, without one, searched in Python, read-only, with rows of its own.
LISTS = [Initiative, User, SiteText, Enquiry, Seat]
pytestmark = pytest.mark.django_db


def name(model: Any) -> str:
    return model._meta.model_name


@pytest.fixture(scope="module")
def _rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    # How many queries a page asks is tested once for all; looking for it at each request takes as long again.
    with override_settings(MIDDLEWARE=without_zeal()), kept(django_db_blocker, admin_world.begin):
        yield


@pytest.fixture
def client(_rows: None, editor_client: Client) -> Client:
    return editor_client


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address(model: Any, rest: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"


def change(model: Any) -> str:
    return address(model, f"{first(model).pk}/change/")


def test_every_model_that_an_editor_may_need_is_there() -> None:
    assert sorted(model._meta.label for model in MODELS) == [
        "accounts.User",
        "activities.Activity",
        "activities.Place",
        "activities.Series",
        "board.BoardPack",
        "board.Duty",
        "board.Status",
        "budget.AdjustmentBalance",
        "budget.BudgetLine",
        "budget.BudgetVersion",
        "budget.CostKind",
        "budget.DeliveredHours",
        "budget.Edition",
        "budget.FrameLine",
        "budget.FundingSource",
        "budget.ImportRun",
        "budget.Posting",
        "budget.Receipt",
        "budget.VarianceComment",
        "contact.Enquiry",
        "contact.Idea",
        "initiatives.Audience",
        "initiatives.FocusArea",
        "initiatives.Indicator",
        "initiatives.Initiative",
        "initiatives.Language",
        "initiatives.Milestone",
        "mail.OutgoingMail",
        "meetings.AgendaItem",
        "meetings.Decision",
        "meetings.Meeting",
        "meetings.Minutes",
        "meetings.StandingItem",
        "news.Banner",
        "news.Comment",
        "news.Letter",
        "news.Post",
        "news.Subscriber",
        "organisation.Administrator",
        "organisation.Body",
        "organisation.Department",
        "organisation.HousingArea",
        "organisation.HousingCompany",
        "organisation.Page",
        "organisation.Partner",
        "organisation.Partnership",
        "organisation.Plan",
        "organisation.PlanDocument",
        "organisation.SearchMiss",
        "organisation.Seat",
        "organisation.SiteText",
        "staff.StaffMember",
    ]


def test_the_menu_begins_with_what_is_edited_most(client: Client) -> None:
    rooms = [room["app_label"] for room in client.get("/admin/").context["app_list"]]
    assert rooms == [
        *("initiatives", "activities", "meetings", "news", "staff", "organisation", "contact"),
        *("budget", "board", "accounts", "mail"),
    ]


@pytest.mark.alike
def test_lists_and_forms_ask_as_often_with_many_rows_as_with_few(client: Client) -> None:
    def asked() -> dict[str, int]:
        return {path: questions(path) for model in MODELS for path in (address(model), change(model))}

    def questions(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path, follow=True).status_code == 200
        return len(captured)

    admin_world.grow(2)
    asked()  # what is fetched once per process is not counted
    few = asked()
    admin_world.grow(9)
    many = asked()
    assert {path: (few[path], many[path]) for path in few if few[path] != many[path]} == {}
    assert max(many.values()) < 30


@pytest.mark.parametrize("model", EDITABLE, ids=name)
def test_a_form_saved_as_it_came_changes_nothing(client: Client, model: Any) -> None:
    before = state(model)
    response = client.post(change(model), sent_by(client.get(change(model)), f"{name(model)}_form"))
    assert errors(response) == []
    assert response.status_code == 302
    assert state(model) == before


@pytest.mark.alike
@pytest.mark.parametrize("model", EDITABLE, ids=name)
def test_the_history_and_the_way_to_delete_are_open(client: Client, model: Any) -> None:
    row = first(model)
    if model in Versions.of:
        assert "Historik" in client.get(address(model, f"{row.pk}/history/")).content.decode()
    response = client.get(address(model, f"{row.pk}/delete/"))
    if response.status_code != 403:
        assert "Vil du slette" in response.content.decode() or "kan ikke slettes" in response.content.decode()


# Bad input: refused in words, or saved as the plain text it is. --------------------------

BAD = [
    "a\0b",
    "Ø" * 10_000,
    '\'); DROP TABLE x; --<script>alert(1)</script><img src=x onerror="alert(2)">',
    "99999-01-01",
    "0001-01-01T00:00",
    "9" * 400,
    "-1",
    "\x01\u202e￾",
]


@pytest.mark.parametrize("model", EDITABLE, ids=name)
def test_bad_input_is_refused_or_saved_as_text(client: Client, model: Any) -> None:
    form_id, path = f"{name(model)}_form", change(model)
    page = client.get(path)
    data = sent_by(page, form_id)
    fields = [field for field in texts_of(page, form_id) if "password" not in field]
    before = state(model)
    for bad in BAD:
        with undone():
            refused = wrong_fields(client.post(path, data | dict.fromkeys(fields, bad)))
            assert not refused or state(model) == before, bad
            # And without those that were refused, which stood in the way of the others.
            others = {field: bad for field in fields if field not in refused}
            response = client.post(path, data | others) if refused else None
            if response and response.status_code == 200:
                assert errors(response), bad
                assert state(model) == before, bad
            elif others:
                for page in (client.get(address(model), follow=True), client.get(path)):
                    assert page.status_code == 200, bad
                    assert "<script>alert(1)" not in page.content.decode()


@pytest.mark.alike
@pytest.mark.parametrize("model", EDITABLE, ids=name)
def test_broken_utf8_is_no_error_of_ours(client: Client, model: Any) -> None:
    data = sent_by(client.get(change(model)), f"{name(model)}_form")
    body = urlencode({**data, **dict.fromkeys(data, "")}) + "&name=%ff%fe&post=%c3%28&email=%ff@example.invalid"
    response = client.post(change(model), body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("model", EDITABLE, ids=name)
def test_choices_that_do_not_exist_are_refused(client: Client, model: Any) -> None:
    path, form_id = change(model), f"{name(model)}_form"
    page = client.get(path)
    choices = [field.name for field in page.context["adminform"].form if hasattr(field.field, "choices")]
    for wrong in ("abc", "999999999999999999999999", "a\0b", "-1"):
        response = client.post(path, sent_by(page, form_id) | dict.fromkeys(choices, wrong))
        assert response.status_code == 302 if not choices else wrong_fields(response) >= set(choices)


@pytest.mark.alike
@pytest.mark.parametrize("model", ADDABLE, ids=name)
def test_an_empty_new_form_says_what_is_missing(client: Client, model: Any) -> None:
    count = model._base_manager.count()
    page = client.get(address(model, "add/"))
    rows = {field: value for field, value in sent_by(page, f"{name(model)}_form").items() if field.endswith("_FORMS")}
    response = client.post(address(model, "add/"), rows)
    assert response.status_code == 200
    assert errors(response)
    assert model._base_manager.count() == count


@pytest.mark.alike
@pytest.mark.parametrize("wrong", ["abc", "-1", ""])
def test_a_form_that_miscounts_its_rows_saves_no_row(client: Client, wrong: str) -> None:
    for model in EDITABLE:
        before = state(model)
        data = sent_by(client.get(change(model)), f"{name(model)}_form")
        broken = {field: wrong if field.endswith("-TOTAL_FORMS") else value for field, value in data.items()}
        assert client.post(change(model), broken).status_code in (200, 302)
        assert state(model) == before


QUERIES = [
    "o=x",
    "o=1.99.-99",
    "p=-1",
    "p=abc",
    "p=99999999999999999999",
    "e=1",
    "all=",
    "q=%27%22%3Cscript%3E",
    "q=" + "x" * 5000,
    "q=%C3%28",
    "vises=hvad",
    "besat=x",
    "hvor=x",
    "egen=x",
    "mangler=x",
    "pk=abc",
    "id__exact=abc",
    "focus_area__id__exact=abc",
    "focus_area__id__exact=99999999999999999999999",
    "plan__id__exact=-1",
    "areas__id__exact=abc",
    "kind__exact=%3Cscript%3E",
    "is_active__exact=maaske",
    "created_at__gte=i%20g%C3%A5r",
    "password__startswith=md5",
    "_facets=True",
    "o=1&o=2&q=a&q=b",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_list_answers_any_question_asked_in_its_address(client: Client, query: str) -> None:
    for model in LISTS:
        response = client.get(f"{address(model)}?{query}", follow=True)
        # A filter that the list does not have is a forged address.
        assert response.status_code in (200, 400), (model, response.status_code)
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("rest", ["?q=%00", "?kind__exact=%00", "%00/change/", "a_00b/change/", "add/?name=a%00b"])
def test_a_nul_byte_in_the_address_is_no_error_of_ours(client: Client, rest: str) -> None:
    for model in LISTS:
        assert client.get(address(model, rest), follow=True).status_code in (200, 400, 403, 404)


@pytest.mark.alike
@pytest.mark.parametrize("model", MODELS, ids=name)
def test_nothing_can_be_filled_in_from_the_address(client: Client, model: Any) -> None:
    fields = "&".join(f"{field.name}=abc" for field in model._meta.get_fields())
    response = client.get(address(model, f"add/?{fields}&_to_field=x&_popup=1"))
    assert response.status_code in (400, 403)
    assert client.get(address(model, f"add/?{fields}")).status_code in (200, 403)


@pytest.mark.parametrize("chosen", ["abc", "-1", "99999999999999999999999", "a\0b", ""])
@pytest.mark.parametrize("action", ["delete_selected", "findes-ikke", ""])
def test_actions_on_rows_that_do_not_exist_do_nothing(client: Client, action: str, chosen: str) -> None:
    for model in LISTS:
        count = model._base_manager.count()
        data = {"action": action, "_selected_action": chosen, "index": "0"}
        response = client.post(address(model), data, follow=True)
        assert response.status_code in (200, 400), model
        assert model._base_manager.count() == count


# Helpers. ----------------------------------------------------------------------------------


def state(model: Any) -> Any:
    """Everything stored about the first row, save what a clock writes."""
    row = first(model)
    stored = model_to_dict(row)
    if "publish_from" in stored:  # the form shows minutes
        stored["publish_from"] = stored["publish_from"].replace(second=0, microsecond=0)
    return stored | {"rows": {related.name: related_rows(row, related) for related in row._meta.related_objects}}


def related_rows(row: Any, relation: Any) -> Any:
    if not relation.one_to_many or relation.related_model not in MODELS:
        return None
    return [model_to_dict(one) for one in getattr(row, relation.get_accessor_name()).order_by("pk")]


def forms_of(response: HttpResponse) -> list[Any]:
    if response.status_code != 200 or "adminform" not in (response.context or {}):
        return []
    inlines = [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
    return [response.context["adminform"].form, *inlines]


def wrong_fields(response: HttpResponse) -> set[str]:
    """Fields with errors, as their names stand in the page."""
    assert response.status_code in (200, 302)
    return {form.add_prefix(field) for form in forms_of(response) for field in form.errors}


def errors(response: HttpResponse) -> list[Any]:
    found = [error for form in forms_of(response) for error in form.errors.items()]
    if response.status_code == 200 and "inline_admin_formsets" in (response.context or {}):
        found += [e for inline in response.context["inline_admin_formsets"] for e in inline.formset.non_form_errors()]
    return found


@pytest.mark.alike
@pytest.mark.parametrize("model", [model for model in MODELS if model is not Partnership], ids=name)
def test_a_list_is_filtered_by_its_own_filters_only(client: Client, model: Any) -> None:
    """Else columns that are not shown are guessed sign by sign, and a wrong pattern makes the database stumble."""
    fields = ["pk", *(field.name for field in model._meta.concrete_fields)]
    request = client.get(address(model)).wsgi_request
    allowed = admin.site._registry[model].lookup_allowed
    asked = [f"{field}__{lookup}" for field in fields for lookup in ("regex", "startswith", "gt")]
    assert [lookup for lookup in asked if allowed(lookup, "(", request)] == []
    assert client.get(address(model), {asked[-1]: "("}).status_code == 400
    for title in admin.site._registry[model].list_filter:
        if isinstance(title, str):
            assert client.get(address(model), {f"{title}__isnull": "True"}).status_code == 200
