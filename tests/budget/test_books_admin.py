"""The admin of the books: versions that follow each other, choices within a plan, documents, postings to read."""

import datetime
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client

from budget.models import BudgetLine, BudgetVersion, DeliveredHours, FundingSource, Posting, Receipt
from organisation.models import Plan
from tests import factories
from tests.budget.test_admin import complaint
from tests.html_forms import sent_by
from tests.papers import pdf, sent

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def plan() -> Plan:
    return factories.plan()


@pytest.fixture
def other() -> Plan:
    return factories.plan(name="En anden", slug="en-anden")


def save(client: Client, kind: str, row: Any = None, /, **changed: Any) -> Any:
    path = f"/admin/budget/{kind}/{row.pk}/change/" if row else f"/admin/budget/{kind}/add/"
    return client.post(path, sent_by(client.get(path), f"{kind}_form") | changed)


def page(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode().replace("\u00a0", " ")


def press(client: Client, version: BudgetVersion, button: str) -> str:
    path = f"/admin/budget/budgetversion/{version.pk}/{button}/"
    assert f'action="{path}"' in page(client, f"/admin/budget/budgetversion/{version.pk}/change/")
    return client.post(path, follow=True).content.decode()


# Versions ----------------------------------------------------------------------------------


def test_a_revision_begins_with_the_lines_of_what_it_revises(editor_client: Client, plan: Plan) -> None:
    first = factories.budget_version(plan, name="Oprindeligt")
    lines = [factories.budget_line(first, amount, name="Løn") for amount in (100, 200)]
    posting = factories.posting(lines[0])
    assert "»Revideret 1« er lavet: et udkast" in press(editor_client, first, "ny-version")
    assert "»Revideret 2« er lavet" in press(editor_client, first, "ny-version")
    revision = BudgetVersion.objects.get(name="Revideret 1")
    assert revision.is_draft
    same = ("code", "name", "year", "amount", "kind", "focus_area", "source")
    assert list(revision.lines.values_list(*same)) == list(first.lines.values_list(*same))
    assert all(line.history.count() == 1 for line in revision.lines.all())
    posting.refresh_from_db()
    assert posting.line == lines[0]


def test_the_list_says_how_each_version_stands(editor_client: Client, plan: Plan, other: Plan) -> None:
    today = datetime.date.today()
    factories.budget_version(other, name="Et andet budget", in_force_from=today - 400 * DAY)
    for name, day in (("Gammel", today - 9 * DAY), ("Ny", today), ("Næste", today + DAY), ("Kladde", None)):
        factories.budget_version(plan, name=name, in_force_from=day)
    standing = {version.name: version.standing().label for version in BudgetVersion.objects.with_end()}
    assert standing == {
        "Et andet budget": "gælder nu",
        "Gammel": "afløst",
        "Ny": "gælder nu",
        "Næste": "gælder senere",
        "Kladde": "udkast",
    }
    rows = page(editor_client, "/admin/budget/budgetversion/")
    assert {words: rows.count(f">{words}</td>") for words in set(standing.values())} == {
        **dict.fromkeys(standing.values(), 1),
        "gælder nu": 2,
    }


def test_postings_move_to_the_version_that_was_in_force_and_the_rest_are_told(
    editor_client: Client, plan: Plan, other: Plan
) -> None:
    begins, turns = plan.starts_on, plan.starts_on + 100 * DAY
    old = factories.budget_version(plan, name="Oprindeligt", in_force_from=begins)
    new = factories.budget_version(plan, name="Revideret 1", in_force_from=turns)
    factories.budget_version(plan, name="Udkast", in_force_from=None)
    here, there = (factories.budget_line(version, code="100") for version in (old, new))
    factories.budget_line(new, code="100", year=begins.year + 1)
    alone = factories.budget_line(old, code="200")
    stays = factories.posting(here, date=turns - DAY)
    back = factories.posting(there, date=begins)
    forward = factories.posting(here, date=turns)
    left = factories.posting(alone, date=turns)
    foreign = factories.posting(factories.budget_line(factories.budget_version(other)), date=turns)
    assert set(Posting.objects.misplaced(plan)) == {back, forward, left}
    assert "3 posteringer ligger på linjer" in page(editor_client, f"/admin/budget/budgetversion/{old.pk}/change/")
    told = press(editor_client, old, "flyt-posteringer")
    assert "2 posteringer er flyttet." in told
    assert f"1 på linje 200 for {begins.year} i »Oprindeligt« står, hvor de stod" in told
    wanted = {stays: here, back: here, forward: there, left: alone, foreign: foreign.line}
    assert {posting: posting.line for posting in Posting.objects.select_related("line")} == wanted


def test_without_a_version_in_force_every_posting_is_misplaced_and_stays(plan: Plan) -> None:
    draft = factories.budget_version(plan, in_force_from=None)
    posting = factories.posting(factories.budget_line(draft))
    assert list(Posting.objects.misplaced(plan)) == [posting]
    assert Posting.objects.move_into_place(plan) == 0


def test_a_draft_version_is_no_matter_of_who_sees_no_drafts(plan: Plan) -> None:
    auditor = factories.user(role="revisor", access_until=datetime.date.today())
    shown = factories.budget_line(factories.budget_version(plan))
    factories.budget_line(factories.budget_version(plan, name="Udkast", in_force_from=None))
    assert list(BudgetLine.objects.visible_to(auditor)) == [shown]
    assert list(BudgetVersion.objects.visible_to(auditor)) == [shown.version]
    assert BudgetLine.objects.visible_to(factories.editor()).count() == 2
    assert not BudgetVersion.objects.visible_to(factories.user(role="medarbejder")).exists()


# Choices -----------------------------------------------------------------------------------


def test_only_rows_of_the_same_plan_are_offered_and_accepted(editor_client: Client, plan: Plan, other: Plan) -> None:
    line = factories.budget_line(factories.budget_version(plan))
    for mine in (plan, other):
        factories.focus_area(mine, name=f"Område i {mine.slug}")
        factories.funding_source(mine, name=f"Kilde i {mine.slug}")
    shown = page(editor_client, f"/admin/budget/budgetline/{line.pk}/change/")
    assert f"Kilde i {plan.slug}" in shown
    assert "i en-anden" not in shown
    for field, row in (("focus_area", other.focus_areas.get()), ("source", other.funding_sources.get())):
        refused = complaint(save(editor_client, "budgetline", line, **{field: row.pk}))
        assert f"Vælg en, der hører til planen {plan.years}." in refused
    new = {"version": line.version.pk, "code": "9", "year": plan.starts_on.year, "amount": "1", "kind": line.kind.pk}
    strange = {"focus_area": other.focus_areas.get().pk, "source": other.funding_sources.get().pk}
    refused = complaint(save(editor_client, "budgetline", **new, **strange))
    assert "Indsatsområdet hører til en anden plan." in refused
    assert "Kilden hører til en anden plan." in refused
    assert f"Kilde i en-anden ({other.years})" in page(editor_client, "/admin/budget/budgetline/add/")


def test_money_comes_from_those_who_give_money_and_hours_from_those_who_give_hours(
    editor_client: Client, plan: Plan
) -> None:
    cash = factories.funding_source(plan, name="Giver penge")
    hours = factories.hours_source(plan, name="Giver timer")
    year = plan.starts_on.year
    receipt = {"year": year, "received_on": plan.starts_on.isoformat(), "amount": "-1.000,50"}
    work = {"month": plan.starts_on.isoformat(), "hours": "7,5", "unit": "Skolen", "function": "Lektiehjælp"}
    for kind, row, wrong, right in (("receipt", receipt, hours, cash), ("deliveredhours", work, cash, hours)):
        shown = page(editor_client, f"/admin/budget/{kind}/add/")
        assert f">{right} ({plan.years})" in shown
        assert f">{wrong} ({plan.years})" not in shown
        assert "gyldig valgmulighed" in complaint(save(editor_client, kind, **row, source=wrong.pk))
        assert save(editor_client, kind, **row, source=right.pk).status_code == 302
    assert (Receipt.objects.get().source, DeliveredHours.objects.get().source) == (cash, hours)
    assert "Timesats" not in page(editor_client, f"/admin/budget/fundingsource/{cash.pk}/change/")
    assert "Timesats" in page(editor_client, f"/admin/budget/fundingsource/{hours.pk}/change/")


def test_a_source_with_rows_keeps_its_form(editor_client: Client, plan: Plan) -> None:
    cash, hours = factories.funding_source(plan), factories.hours_source(plan)
    factories.receipt(cash)
    factories.delivered_hours(hours)
    assert "Kilden har indbetalinger." in complaint(save(editor_client, "fundingsource", cash, form="timer"))
    assert "Kilden har timesatser eller" in complaint(save(editor_client, "fundingsource", hours, form="kontant"))
    assert list(FundingSource.objects.order_by("pk").values_list("form", flat=True)) == ["kontant", "timer"]


# Postings ----------------------------------------------------------------------------------


def test_postings_are_found_and_never_typed(editor_client: Client, plan: Plan) -> None:
    area = factories.focus_area(plan, name="Unge")
    line = factories.budget_line(factories.budget_version(plan), focus_area=area)
    march = datetime.date(plan.starts_on.year, 3, 9)
    coffee = factories.posting(line, text="Kaffe til ØSTER", voucher="B77", date=march)
    factories.posting(line, -500, text="Kreditnota", date=march - 40 * DAY)
    path = "/admin/budget/posting/"
    found = (
        *("q=øster", "q=kaffe+b77", f"q={line.code}+kaffe", "maaned=3"),
        f"maaned=3&aar={line.year}&line__focus_area__id__exact={area.pk}&run__id__exact={coffee.run.pk}",
    )
    for query in found:
        shown = page(editor_client, f"{path}?{query}")
        assert "Kaffe til ØSTER" in shown, query
        assert "Kreditnota" not in shown, query
    assert "−500 kr." in page(editor_client, path)
    for query in ("aar=1999", "maaned=13", "maaned=x"):
        assert "Kreditnota" in page(editor_client, f"{path}?{query}")
    for address in ("add/", f"{coffee.pk}/change/", f"{coffee.pk}/delete/"):
        assert editor_client.post(path + address, {"post": "yes", "text": "x"}).status_code == 403
    assert Posting.objects.count() == 2


# Documents ---------------------------------------------------------------------------------


def test_a_document_is_kept_fetched_replaced_and_removed(
    editor_client: Client, plan: Plan, django_capture_on_commit_callbacks: Any
) -> None:
    version = factories.budget_version(plan)
    assert save(editor_client, "budgetversion", version, document=sent()).status_code == 302
    version.refresh_from_db()
    name, address = version.document.name, f"/admin/dokument/budget.budgetversion/{version.pk}/document/"
    form = page(editor_client, f"/admin/budget/budgetversion/{version.pk}/change/")
    assert f'href="{address}"' in form
    assert "Hent »Referat_2031.pdf«" in form
    fetched = editor_client.get(address)
    assert b"".join(fetched) == pdf()  # type: ignore[arg-type]
    assert fetched["Content-Disposition"] == 'attachment; filename="Referat_2031.pdf"'
    assert fetched["Cache-Control"] == "private, no-store"
    # Saved again without another file, it stays.
    assert save(editor_client, "budgetversion", version, reason="Nyt").status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        save(editor_client, "budgetversion", version, **{"document-clear": "on"})
    version.refresh_from_db()
    assert not version.document
    assert not storages["private"].exists(name)
    assert editor_client.get(address, follow=True).status_code == 404
    history = page(editor_client, f"/admin/budget/budgetversion/{version.pk}/history/")
    assert "»Referat_2031.pdf« er kommet til" in history
    assert "»Referat_2031.pdf« er fjernet" in history


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (sent("virus.exe"), "»virus.exe« er ikke en fil, der kan gemmes her. Brug PDF, Word, Excel"),
        (sent("side.html", b"<script>"), "»side.html« er ikke en fil"),
        (sent("uden-endelse"), "»uden-endelse« er ikke en fil"),
        (sent(body=b""), "tom"),
        (sent(body=b"x" * 20_000_001), "Filen fylder mere end 20 MB."),
        (sent(body=b"MZ"), "»Referat 2031.pdf« er ikke en PDF-fil, selv om navnet siger det."),
    ],
    ids=["program", "page", "no ending", "empty", "large", "program by another name"],
)
def test_other_files_are_refused_in_words(editor_client: Client, plan: Plan, file: Any, words: str) -> None:
    version = factories.budget_version(plan)
    assert words in complaint(save(editor_client, "budgetversion", version, document=file))
    version.refresh_from_db()
    assert not version.document


def test_a_decisions_document_is_fetched_from_its_source(editor_client: Client, client: Client, plan: Plan) -> None:
    decision = factories.pledge_decision(factories.funding_source(plan), document=sent("Beslutning.pdf"))
    address = f"/admin/dokument/budget.pledgedecision/{decision.pk}/document/"
    assert f'href="{address}"' in page(editor_client, f"/admin/budget/fundingsource/{decision.source_id}/change/")
    assert editor_client.get(address).status_code == 200
    forged = ("budget.pledgedecision/{}/reference/", "accounts.user/{}/password/", "x/{}/document/")
    for path in forged:
        assert editor_client.get(f"/admin/dokument/{path.format(decision.pk)}").status_code == 404
    client.force_login(factories.user(role="medarbejder"))
    assert client.get(address).status_code == 403
