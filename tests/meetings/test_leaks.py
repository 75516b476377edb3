"""What is closed reaches nobody but the body, whoever keeps its minutes and the head of the secretariat.

Every address is asked by every reader, over data that could leak: each part of a closed item holds words of its own.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.cache import cache
from django.test import Client
from pypdf import PdfReader

from mail.models import OutgoingMail
from meetings.approval import approve, begin_correction
from meetings.calling import call, tell_changes
from meetings.feeds import token_of
from meetings.models import AgendaItem, AttachmentVersion, Meeting
from tests import factories
from tests.meetings.conftest import DAY, SECRET, TODAY
from tests.settings import without_zeal

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

INSIDE = {"head", "keeper", "chair"}
PARTS = (
    *("titel", "sag", "indstilling", "udfald", "opgave", "svar"),
    *("bilag", "filnavn", "indhold", "stedfortraeder", "rettelse"),
)
FOUND = re.compile(rf"{SECRET}[\W_]*({'|'.join(PARTS)})", re.IGNORECASE)
BODY = "/organisation/bestyrelsen/"


def word(part: str) -> str:
    return f"{SECRET} {part}"


@pytest.fixture
def told(house: Any, outbox: None, settings: Any) -> Any:
    """Three meetings with a closed item each: with corrected minutes, with minutes to approve, and called."""
    settings.MIDDLEWARE = without_zeal()
    factories.plan()
    house.drafted = _meeting(house, TODAY() - 10 * DAY)
    house.coming = _meeting(house, TODAY() + 10 * DAY, state=Meeting.State.PLANNED, called_at=None)
    _plant(house, house.held, house.closed)
    call(house.coming)
    house.coming.items.filter(is_closed=True).update(recommendation=f"<p>{word('indstilling')} igen</p>")
    Meeting.objects.filter(pk=house.coming.pk).update(place="Et andet sted")
    house.coming.refresh_from_db()
    tell_changes(house.coming)
    Meeting.objects.filter(date__lt=TODAY()).update(state=Meeting.State.HELD)
    house.held.refresh_from_db()
    approve(house.held, TODAY(), None)
    begin_correction(house.held, word("rettelse"))
    house.held.refresh_from_db()
    approve(house.held, TODAY(), None)
    return house


def _meeting(house: Any, date: Any, **fields: Any) -> Meeting:
    meeting = factories.meeting(house.board, date=date, secretary=house.readers["keeper"], **fields)
    factories.agenda_item(meeting, title="Åbent punkt", case="<p>Åben sag</p>")
    _plant(house, meeting, factories.agenda_item(meeting, title=word("titel"), is_closed=True, hides_title=True))
    return meeting


def _plant(house: Any, meeting: Meeting, item: AgendaItem) -> None:
    item.case, item.outcome = f"<p>{word('sag')}</p>", f"<p>{word('udfald')}</p>"
    item.recommendation = f"<p>{word('indstilling')}</p>"
    item.save()
    late = {"due_on": TODAY() - DAY, "seat": house.seat}
    factories.decision(item, what=word("opgave"), **late)
    factories.decision(item, what="Gjort", done_on=TODAY(), done_note=word("svar"), seat=house.seat)
    paper = factories.attachment(item, word("indhold"))
    paper.document.save(f"{word('filnavn')}.pdf", paper.document.file)
    paper.attachment.title = word("bilag")
    paper.attachment.save()
    for member in meeting.members():
        meeting.participants.update_or_create(
            member=member, defaults={"reply": "afbud", "substitute": word("stedfortraeder"), "was_there": True}
        )


def addresses(house: Any) -> Iterator[str]:
    """All that could tell of a meeting, and what is guessed."""
    yield from (BODY, f"{BODY}moeder/", f"{BODY}moeder/kalender.ics", f"{BODY}?aar={TODAY().year}")
    yield from (f"{BODY}beslutninger/{query}" for query in ("", "?vis=aabne", "?vis=forsinkede", "?vis=gjorte"))
    shown = [(house.held, ("", "?version=1", "?aaben=1&version=1")), (house.drafted, ("", "?aaben=1"))]
    for meeting, queries in [*shown, (house.coming, ("",))]:
        for query in queries:
            yield f"{BODY}moeder/{meeting.date}/{query}"
            yield f"{BODY}moeder/{meeting.date}/dagsorden.pdf{query}"
    yield from (f"/moeder/bilag/{pk}/" for pk in AttachmentVersion.objects.values_list("pk", flat=True))
    yield from (f"/medier/{row.document.name}" for row in AttachmentVersion.objects.all())
    yield from ("/", "/organisation/", "/mine-grupper/", "/bestyrelse/", "/sitemap.xml", "/konto/", "/admin/")
    yield from (f"/soeg/?q={SECRET}", "/soeg/?q=punkt", "/nyheder/atom.xml", "/kalender/kalender.ics")
    yield from ("/admin/papirkurv/", "/admin/mail/outgoingmail/")
    yield from (f"/moeder/kalender/{token_of(house.readers[who], house.board)}.ics" for who in ("chair", "former"))
    for model in apps.get_app_config("meetings").get_models():
        if admin.site.is_registered(model):
            yield from _of_admin(model)


def _of_admin(model: Any) -> Iterator[str]:
    start = f"/admin/meetings/{model._meta.model_name}/"
    yield from (start, f"{start}?q={SECRET}")
    # The first are of the meeting that has been through everything: an open one, and a closed.
    for row in model._default_manager.order_by("pk")[:2]:
        yield from (f"{start}{row.pk}/{page}/" for page in ("change", "history", "delete"))
        if model is AttachmentVersion:
            yield row.document.url


def secrets_at(client: Client, url: str) -> set[str]:
    response = client.get(url)
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    words = content.decode(errors="replace")
    if content.startswith(b"%PDF") and "dagsorden" in url:
        words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return secrets_in(f"{words} {response.headers}") | secrets_in(re.sub(r"<[^>]*>", " ", words))


def secrets_in(words: str) -> set[str]:
    return {part.lower() for part in FOUND.findall(words)}


def client_of(house: Any, who: str) -> Client:
    client = Client()
    if who != "visitor":
        client.force_login(house.readers[who])
    return client


def test_no_address_tells_anybody_else_what_is_closed(told: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "django.request")
    urls = list(addresses(told))
    leaks: dict[str, list[tuple[str, set[str]]]] = {}
    for who in set(told.readers) - INSIDE:
        client = client_of(told, who)
        leaks[who] = [(url, found) for url in urls if (found := secrets_at(client, url))]
    assert {who: found for who, found in leaks.items() if found} == {}
    # Nor does what many readers share, or what leaves the house.
    assert secrets_in(repr(getattr(cache, "_cache", {}))) == set()
    bodies = [bytes(row.body).decode(errors="replace") for row in OutgoingMail.objects.all()]
    assert len(bodies) >= 2
    assert secrets_in(" ".join(bodies)) == set()


def test_those_inside_read_all_of_it_but_in_the_copy_to_pass_on(told: Any) -> None:
    urls = [url for url in addresses(told) if url.startswith(("/organisation", "/moeder", "/soeg", "/sitemap"))]
    for who in INSIDE:
        client = client_of(told, who)
        found = {url: secrets_at(client, url) for url in urls}
        assert set().union(*found.values()) == set(PARTS), who
        assert set().union(*(words for url, words in found.items() if "aaben=1" in url and "pdf" in url)) == set(), who
        assert set().union(*(words for url, words in found.items() if ".ics" in url or "sitemap" in url)) == set(), who
