"""Long files, files that others got before, and what must not happen half."""

import datetime
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from budget.imports import reading, runs
from budget.imports.applying import lock
from budget.models import BudgetVersion, ImportRun, Posting
from tests import factories
from tests.budget.imports.walk import HOME, book_of, look, newest, press, send, text_of, upload
from tests.pages import BAD_QUERIES, logged_in
from tests.reading import words
from tests.shared_database import ask, shared_database
from tests.test_architecture import ROOT

HEADS = ["Dato", "Linje", "Tekst", "Beløb"]


def fields(version: BudgetVersion) -> dict[str, Any]:
    return {"plan": version.plan_id, "booked_to": "2031-12-31"}


def sheet(number: int) -> bytes:
    return text_of([HEADS, *(["01-02-2031", "1001", f"Post {at}", f"{at},50"] for at in range(1, number + 1))])


def test_a_long_file_is_read_and_saved_by_the_worker(
    client: Client, version: BudgetVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 4)
    monkeypatch.setattr(reading, "BATCH", 2)
    page = words(send(client, "posteringer", sheet(5), "lang.csv", **fields(version)))
    assert "Filen er lang. Rækkerne bliver talt." in page
    assert "Ingen er gået i gang" not in page
    run = newest()
    # One who was killed half-way: what he left is thrown away.
    run.rows.create(number=99, outcome="ny")
    ago = timezone.now() - datetime.timedelta(minutes=5)
    ImportRun.objects.filter(pk=run.pk).update(leased_until=ago, rows_done=2, rows_total=5)
    page = look(client)
    assert "2 af 5 rækker" in page
    assert "Ingen er gået i gang med filen." in page
    assert (runs.work(timezone.now()), runs.work(timezone.now())) == (1, 0)
    assert "5 nye" in look(client)
    assert run.rows.count() == 5

    assert "5 rækker bliver gemt på én gang: alle eller ingen." in press(client, "gem")
    assert not Posting.objects.exists()
    # Whoever has it is not disturbed.
    ImportRun.objects.filter(pk=run.pk).update(leased_until=timezone.now() + runs.LEASE)
    assert runs.work(timezone.now()) == 0
    ImportRun.objects.filter(pk=run.pk).update(leased_until=timezone.now())
    assert runs.work(timezone.now()) == 1
    assert Posting.objects.count() == 5
    assert "Gemt" in look(client)
    assert "Fortrudt." in press(client, "fortryd")
    assert not Posting.objects.exists()


def test_what_has_changed_since_it_was_seen_is_not_saved_over(client: Client, version: BudgetVersion) -> None:
    send(client, "posteringer", sheet(2), "a.csv", **fields(version))
    first = newest()
    send(client, "posteringer", sheet(3), "b.csv", **fields(version))
    press(client, "gem", first)
    page = press(client, "gem")
    assert "Noget er ændret, siden filen blev læst. Intet er gemt." in page
    assert "1 ny, 2 uændrede" in page
    # Which line a posting is on is also something that can change.
    line = version.lines.get(code="1001", year=2031)
    line.code = "1009"
    line.save()
    page = press(client, "gem")
    assert "Noget er ændret" in page
    assert "Linjen »1001« findes ikke for 2031" in page
    assert Posting.objects.count() == 2
    assert "Intet er gemt" in press(client, "gem", first)


@pytest.mark.django_db(transaction=True)
def test_of_four_who_save_the_same_file_at_once_one_does(
    tmp_path: Path, client: Client, version: BudgetVersion
) -> None:
    send(client, "posteringer", sheet(30), "a.csv", **fields(version))
    environment = {
        **os.environ,
        "LOCAL": "true",
        "SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "abc_portal.settings",
        "DATABASE_URL": shared_database(tmp_path),
    }
    command = [sys.executable, "-m", "tests.budget.imports.savers", str(newest().pk)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout.split()) == (0, "", ["1", "0"])
    assert ask(tmp_path, "SELECT count(*), sum(amount) FROM budget_posting") == [(30, 100 * 465 + 30 * 50)]


def test_bad_files_and_forged_addresses_are_refused_in_words(client: Client, version: BudgetVersion) -> None:
    for content in (b"", b"\x00\x01\x02", b"PK\x03\x04 nothing", b"bare en linje\n"):
        page = words(upload(client, "posteringer", content, "x\0y.xlsx", **fields(version)))
        assert "Regneark" in page
        assert not ImportRun.objects.exists()
    assert "Vælg en fil." in words(client.post(f"{HOME}indlaes/?tabel=posteringer", {"file": ""}))
    early = {"plan": version.plan_id, "booked_to": "2020-01-01"}
    assert "Dagen ligger før planen" in words(upload(client, "posteringer", sheet(1), "a.csv", **early))
    upload(client, "posteringer", sheet(1), "a.csv", **fields(version))
    columns = f"{HOME}{newest().pk}/kolonner/"
    page = words(client.post(columns, {"date": "A", "line": "A", "amount": "Q\0"}))
    assert "Kolonnen er valgt to gange." in page
    assert "Vælg en af kolonnerne." in page
    assert "Vælg den kolonne, det står i." in words(client.post(columns, {}))
    client.post(columns, {"date": "A", "line": "B", "text": "C", "amount": "D"})
    for query in BAD_QUERIES:
        for page in ("kolonner/", "eftersyn/"):
            address = f"{HOME}{newest().pk}/{page}?{query}&udfald=x&side=9&ark=%F0"
            assert client.get(address).status_code in (200, 400), query
    assert client.get(f"{HOME}indlaes/?tabel=posteringer&som=99999999999999999999").status_code == 200
    file = newest().file
    file.storage.delete(file.name)
    assert "Filen findes ikke mere på serveren." in press(client, "laes-igen")
    assert client.get(f"{HOME}{newest().pk}/fil/").status_code == 404


def test_pages_ask_as_often_with_many_rows_as_with_few(client: Client, version: BudgetVersion) -> None:
    def asked(number: int) -> list[int]:
        send(client, "posteringer", sheet(number), f"{number}.csv", **fields(version))
        counts = []
        for page in ("kolonner/", "eftersyn/", "eftersyn/?udfald=ny"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{HOME}{newest().pk}/{page}").status_code == 200
            counts.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            press(client, "gem")
        press(client, "fortryd")
        return [*counts, len(captured)]

    asked(1)
    assert asked(3) == asked(60)


def test_columns_are_remembered_from_the_last_file_that_was_saved(client: Client, version: BudgetVersion) -> None:
    heads = ["Hvornår", "Hvad", "Hvorfor", "Hvor meget"]
    content = book_of([heads, [datetime.datetime(2031, 3, 1), 1001, "Kaffe", 10]])
    page = upload(client, "posteringer", content, **fields(version))
    assert "Vælg den kolonne" in words(client.post(f"{HOME}{newest().pk}/kolonner/", {}))
    chosen = {"date": "A", "line": "B", "text": "C", "amount": "D"}
    client.post(f"{HOME}{newest().pk}/kolonner/", chosen)
    press(client, "gem")
    page = upload(client, "posteringer", content, **fields(version))
    assert page.context["form"]["date"].value() == "A"
    assert "1 uændret" in words(send(client, "posteringer", content, **fields(version)))


def test_a_file_that_was_saved_meanwhile_is_neither_read_anew_nor_discarded(
    client: Client, version: BudgetVersion
) -> None:
    send(client, "posteringer", sheet(2), "a.csv", **fields(version))
    stale = newest()
    press(client, "gem")
    with pytest.raises(runs.LostLease):
        runs.start(stale)
    assert not runs.discard(stale)
    assert "ikke kasseret: en anden er i gang med den, eller den er gemt" in press(client, "kasser")
    assert (newest().state, newest().applied_at is None, Posting.objects.count()) == ("gemt", False, 2)


def test_the_auditor_reads_no_file_that_is_not_saved_nor_one_of_a_draft(version: BudgetVersion) -> None:
    plan = version.plan
    draft = factories.budget_version(plan, name="Udkast", in_force_from=None)
    waiting = [factories.read_file(plan, state=state) for state in ImportRun.State if state not in ("gemt", "fortrudt")]
    saved = [factories.import_run(plan, state=state) for state in ("gemt", "fortrudt")]
    saved += [factories.import_run(plan, table="budgetlinjer", version=version)]
    waiting += [factories.import_run(plan, table="budgetlinjer", version=draft)]
    auditor = factories.user(role="revisor", access_until=timezone.localdate())
    assert set(ImportRun.objects.visible_to(auditor)) == set(saved)
    assert set(ImportRun.objects.visible_to(factories.user(role="oekonomi"))) == {*saved, *waiting}
    client = logged_in(auditor)
    for run in waiting:
        for page in ("eftersyn", "fil", "change"):
            assert "Kaffe" not in words(client.get(f"{HOME}{run.pk}/{page}/", follow=True)), (run.state, page)
            assert client.get(f"{HOME}{run.pk}/eftersyn/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time.")
def test_an_edition_waits_for_a_file_that_is_being_saved(version: BudgetVersion) -> None:
    run = factories.read_file(version.plan)

    def freeze_soon() -> str:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")
            factories.edition(version.plan)
        except OperationalError as error:
            return str(error)
        finally:
            connection.close()
        return "frozen"

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            lock(run)
            assert "lock timeout" in other.submit(freeze_soon).result()
        assert other.submit(freeze_soon).result() == "frozen"
