"""Comments by guests: held until read, shown, answered, hidden, reported, removed by their writer, forgotten."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from core.secret_addresses import KEY
from mail.models import OutgoingMail
from news.commenting.keys import address_of, token_of
from news.models import Comment, Post
from tests import factories
from tests.mails import part, read, waiting
from tests.pages import logged_in, text, typed
from tests.reading import main, words

pytestmark = pytest.mark.usefixtures("outbox")
State = Comment.State
WRITE, POST = "/nyheder/baenke/kommentar/", "/nyheder/baenke/"
GOOD = {"name": "Aya", "text": "Hvor står bænken?\nVi leder.", "email": "aya@example.invalid"}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def post(db: None) -> Post:
    factories.partnership(email="faelles@example.invalid")
    factories.plan()
    return factories.post(title="Bænke")


@pytest.fixture
def worker(post: Post) -> Client:
    return logged_in(factories.user("medarbejder@example.invalid", role=Role.WORKER))


def sent(client: Client, **changes: Any) -> Any:
    return client.post(WRITE, typed(**{**GOOD, **changes}))


def press(client: Client, row: Comment, button: str, **data: str) -> str:
    response = client.post(f"/admin/news/comment/{row.pk}/{button}/", data, follow=True)
    assert response.status_code == 200
    row.refresh_from_db()
    return words(response)


def test_a_comment_waits_until_somebody_shows_it(client: Client, worker: Client, post: Post) -> None:
    answer = sent(client)
    row = Comment.objects.get()
    assert answer["Location"] == f"{address_of(row.key)}?nyt=tak"
    stored = {name: getattr(row, name) for name in (*GOOD, "state")}
    assert stored == {**GOOD, "state": State.WAITING}
    assert "Tak for din kommentar" in words(client.get(answer["Location"]))
    assert "bænken" not in words(client.get(POST))
    assert "1 kommentar venter på godkendelse" in words(worker.get("/admin/"))
    assert "Kommentaren vises nu." in press(worker, row, "vis")
    page = client.get(POST)
    assert "Kommentarer (1)" in words(page)
    assert "Hvor står bænken?<br>Vi leder." in main(page)
    assert "aya@" not in text(page)
    assert "venter på godkendelse" not in words(worker.get("/admin/"))
    # What they are called in headings, messages and the bin is a number.
    assert "Aya" not in str(row)


def test_an_answer_is_the_partnerships_and_is_told_its_reader_once(client: Client, worker: Client, post: Post) -> None:
    sent(client)
    row = Comment.objects.get()
    assert "Skriv et svar." in press(worker, row, "svar", answer=" ")
    assert "CPR-nummer" in press(worker, row, "svar", answer="Ring til 010190-1234")
    assert row.is_waiting
    assert "Svaret vises under kommentaren." in press(worker, row, "svar", answer="Ved søen.")
    press(worker, row, "svar", answer="Ved søen, nær broen.")
    assert "Solbyen svarer" in words(client.get(POST))
    assert "Ved søen, nær broen." in words(client.get(POST))
    press(worker, row, "svar", answer="")
    assert "Solbyen svarer" not in words(client.get(POST))
    told = [(mail.recipient, read(mail)["Subject"]) for mail in waiting()]
    assert told == [
        ("faelles@example.invalid", "Ny kommentar: Bænke"),
        ("aya@example.invalid", "Din kommentar til: Bænke"),
        ("aya@example.invalid", "Svar på din kommentar til: Bænke"),
    ]
    said = "".join(part(read(mail), "plain") for mail in waiting())
    assert not re.search(r"Aya|bænken|søen", said)
    assert address_of(row.key) in said


def test_the_one_who_wrote_the_news_is_told_if_she_may_read_comments(client: Client, post: Post) -> None:
    user = factories.user("nora@example.invalid", role=Role.WORKER)
    post.author = factories.staff_member(name="Nora", user=user)
    post.save()
    sent(client, email="")
    assert [mail.recipient for mail in waiting()] == ["nora@example.invalid"]


def test_its_writer_is_told_nothing_of_news_that_is_taken_back(client: Client, worker: Client, post: Post) -> None:
    sent(client)
    row = Comment.objects.get()
    Post.objects.update(publish_from=None, title="Hemmeligt")
    press(worker, row, "svar", answer="Ved søen.")
    own = client.get(address_of(row.key))
    assert "Den vises under nyheden." not in words(own)
    assert "Hemmeligt" not in text(own)
    assert not any("Hemmeligt" in read(mail).as_string() for mail in waiting())


def test_what_is_hidden_is_told_its_writer_alone(client: Client, worker: Client, post: Post) -> None:
    sent(client)
    row = Comment.objects.get()
    assert "Skriv, hvorfor kommentaren ikke vises." in press(worker, row, "skjul", because="")
    press(worker, row, "vis")
    press(worker, row, "skjul", because="Den nævner en nabo.")
    assert "bænken" not in words(client.get(POST))
    assert client.get(f"{WRITE}{row.pk}/meld/").status_code == 404
    own = words(client.get(address_of(row.key)))
    assert "Vi viser den ikke, fordi: Den nævner en nabo." in own
    with pytest.raises(IntegrityError):
        Comment.objects.update(hidden_because="")


def test_only_the_button_removes_it_and_nothing_is_left(client: Client, worker: Client, post: Post) -> None:
    sent(client)
    row = Comment.objects.get()
    press(worker, row, "svar", answer="Ved søen.")
    own = address_of(row.key)
    page = client.get(own)
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert client.get(f"{own}fjern/").status_code == 405
    assert Comment.objects.get().is_shown
    strict = Client(enforce_csrf_checks=True)
    assert [strict.post(f"{own}fjern/")["Location"] for _twice in range(2)] == [own, own]
    assert "Du har fjernet kommentaren." in words(client.get(own))
    left = Comment.objects.values("name", "email", "text", "answer", "state").get()
    assert left == {"name": "", "email": "", "text": "", "answer": "", "state": "fjernet"}
    assert "Kommentarer (" not in words(client.get(POST))
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {"faelles@example.invalid"}
    # Nobody brings it back.
    for button in ("vis", "svar", "skjul"):
        data = {"answer": "Hej", "because": "Hej"}
        assert worker.post(f"/admin/news/comment/{row.pk}/{button}/", data).status_code == 404
    for forged in (f"{own[:-2]}x/", address_of(uuid.uuid4()), "/kommentar/x/", f"/kommentar/{row.key.hex}/"):
        assert client.get(forged).status_code == 410
        assert client.post(f"{forged}fjern/").status_code == 410


def test_a_reader_reports_and_somebody_looks(client: Client, worker: Client, post: Post) -> None:
    row = factories.comment(post, text="Køb solbriller")
    report = f"{WRITE}{row.pk}/meld/"
    assert f'href="{report}"' in main(client.get(POST))
    assert "Vælg, hvad der er galt." in words(client.post(report, typed()))
    assert client.post(report, typed(why="reklame", website="x"))["Location"] == f"{WRITE}meldt/"
    assert Comment.objects.get().reports == 0
    for _twice in range(2):
        assert client.post(report, typed(why="reklame"))["Location"] == f"{WRITE}meldt/"
    assert [read(mail)["Subject"] for mail in waiting()] == ["En kommentar er meldt: Bænke"]
    assert "Køb solbriller" in words(client.get(POST))
    assert "1 kommentar er meldt af en læser" in words(worker.get("/admin/"))
    assert "2 gange, sidst: Den er reklame" in words(worker.get(f"/admin/news/comment/{row.pk}/change/"))
    press(worker, row, "vis")
    assert (row.reports, row.reported_as) == (0, "")


def test_a_form_that_is_wrong_too_quick_or_a_programs_stores_nothing(client: Client, post: Post, settings: Any) -> None:
    settings.FORM_MIN_SECONDS = 3
    wrong = {
        "Skriv dit navn.": {"name": " "},
        "Skriv din kommentar.": {"text": ""},
        "Det ligner et CPR-nummer.": {"text": "Jeg er 010190-1234"},
        "Skriv en hel e-mailadresse": {"email": "aya@"},
        "Skriv højst 1500 tegn.": {"text": "a" * 1501},
        "tegn, som vi ikke kan læse": {"name": "A\0"},
        "Det gik meget hurtigt.": {"shown_at": client.get(WRITE).context["form"]["shown_at"].value()},
    }
    for sentence, changes in wrong.items():
        answer = sent(client, **changes)
        assert (answer.status_code, sentence in words(answer)) == (200, True), sentence
    trapped = sent(client, website="http://spam.invalid")
    assert trapped.status_code == 302
    assert client.get(trapped["Location"]).status_code == 410
    assert not Comment.objects.exists()
    settings.FORM_RATE_LIMITS = {**settings.FORM_RATE_LIMITS, "comment": "2/m/ip", "comment_key": "1/h/key"}
    assert [sent(client, text=f"Nr. {number}").status_code for number in range(3)] == [302, 302, 429]
    assert [mail.recipient for mail in waiting()].count(GOOD["email"]) == 1


def test_sent_twice_it_is_one_and_other_words_are_another(client: Client, post: Post) -> None:
    key = str(uuid.uuid4())
    first, again, other = (sent(client, comment=key, text=words) for words in ("Et", "Et", "To"))
    assert first["Location"] == again["Location"] != other["Location"]
    assert list(Comment.objects.order_by("pk").values_list("text", flat=True)) == ["Et", "To"]
    assert sent(client, comment="ikke en nøgle").status_code == 302


def test_it_closes_after_some_time_or_when_an_editor_says_so(client: Client, post: Post, settings: Any) -> None:
    settings.COMMENTS_OPEN_DAYS = 30
    last = timezone.now() - 30 * DAY
    for published, open_ in ((last + DAY / 24, True), (last, False), (timezone.now() + DAY, False), (None, False)):
        post.publish_from = published
        assert post.takes_comments() is open_
    Post.objects.update(may_be_commented=False)
    factories.comment(post)
    assert "Skriv en kommentar" not in words(client.get(POST))
    assert "Kommentarerne er lukket." in words(client.get(POST))
    assert "Kommentarerne er lukket." in words(sent(client))
    assert Comment.objects.count() == 1
    Post.objects.update(publish_from=None)
    assert sent(client).status_code == 404


def test_names_are_forgotten_and_what_is_not_shown_goes(client: Client, post: Post, settings: Any) -> None:
    settings.COMMENT_DAYS = 100
    now = timezone.now()
    for state in State:
        person = {} if state == State.REMOVED else {"name": "Aya", "email": "aya@example.invalid"}
        words_ = {"text": ""} if state == State.REMOVED else {"hidden_because": "Privat"}
        for age in (99, 100):
            factories.comment(post, **{"name": ""} | person, **words_, state=state, written_at=now - age * DAY)
    call_command("delete_expired", verbosity=0)
    left = Comment.objects.order_by("written_at").values_list("state", "name", "email")
    assert left[0] == ("vises", "", "")
    assert sorted(state for state, *_person in left[1:]) == sorted(State.values)
    assert "En læser" in words(client.get(POST))
    call_command("delete_expired", verbosity=0)
    assert Comment.objects.count() == 5


def test_who_deletes_a_comment_deletes_the_mails_to_its_writer_with_the_last_of_theirs(
    client: Client, worker: Client, post: Post
) -> None:
    sent(client)
    sent(client, text="Og en til.")
    for left in (1, 0):
        worker.post(f"/admin/news/comment/{Comment.objects.first().pk}/delete/", {"post": "yes"})
        assert Comment.objects.count() == left
        assert OutgoingMail.objects.filter(recipient="aya@example.invalid").exists() == bool(left)


def test_a_link_is_in_no_log() -> None:
    token = token_of(uuid.uuid4())
    assert token not in KEY.sub(r"\1…", f"GET /kommentar/{token}/fjern/")
