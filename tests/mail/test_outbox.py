"""What is sent becomes a row, in the transaction that caused it."""

import datetime
from typing import Any

import pytest
from django.core.mail import EmailMessage, mail_admins
from django.db import transaction
from django.utils import timezone

from core.mails import absolute, compose, html_of
from mail.checks import transport_leads_out
from mail.models import OutgoingMail
from tests import factories, mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
LINK = "https://portal.example/konto/ny-adgangskode/1-abc:d_e-f/?a=1&b=2"


def reset(**more: Any) -> OutgoingMail:
    compose("password_reset", "søren@example.invalid", {"link": LINK}, **more).send()
    return OutgoingMail.objects.latest("pk")


def test_a_mail_is_danish_in_text_and_html_and_both_say_the_same() -> None:
    factories.partnership(name="Blåbærhøjen & <Co>")
    row = reset()
    assert (row.kind, row.recipient) == ("password_reset", "søren@example.invalid")
    assert row.subject == "Ny adgangskode hos Blåbærhøjen & <Co>"
    message = mails.read(row)
    assert (message["Subject"], message["Message-ID"]) == (row.subject, row.message_id)
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = mails.part(message, "plain"), mails.part(message, "html")
    assert "har bedt om en ny adgangskode hos Blåbærhøjen & <Co>." in text
    assert f"Vælg en ny adgangskode:\n{LINK}\n" in text
    assert "har bedt om en ny adgangskode hos Blåbærhøjen &amp; &lt;Co&gt;." in html
    assert f'<p><a href="{LINK.replace("&", "&amp;")}">Vælg en ny adgangskode</a></p>' in html
    assert '<html lang="da">' in html
    for remote in ("src=", "url(", "<link", "@import"):
        assert remote not in html


def test_without_a_name_of_ours_a_mail_is_from_the_site(rf: Any, settings: Any) -> None:
    settings.SITE_URL = "https://portal.example"
    assert reset().subject == "Ny adgangskode hos portal.example"
    assert reset(request=rf.get("/")).subject == "Ny adgangskode hos testserver"
    assert absolute("/kalender/") == "https://portal.example/kalender/"


def test_html_is_made_of_headings_paragraphs_lists_and_links_and_nothing_else() -> None:
    text = "Nyt & sjovt\n---\n\nHej <b>Bo</b>\nog Eva\n\nDu kommer til:"
    text += "\n- yoga & te\n- https://a.dk/x?y=1.\n\nSe:\nhttps://b.dk/ eller (https://c.dk)!"
    assert html_of(text) == (
        "<h2>Nyt &amp; sjovt</h2>\n"
        "<p>Hej &lt;b&gt;Bo&lt;/b&gt;<br>og Eva</p>\n"
        "<p>Du kommer til:</p>\n"
        '<ul><li>yoga &amp; te</li><li><a href="https://a.dk/x?y=1">https://a.dk/x?y=1</a>.</li></ul>\n'
        '<p>Se:<br><a href="https://b.dk/">https://b.dk/</a> eller (<a href="https://c.dk">https://c.dk</a>)!</p>'
    )


def test_an_attachment_comes_along() -> None:
    row = reset(attachments=[("dato.ics", "BEGIN:VCALENDAR", "text/calendar")])
    (attached,) = mails.read(row).iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("dato.ics", "text/calendar")
    assert attached.get_content().strip() == "BEGIN:VCALENDAR"


def test_a_transaction_that_is_undone_leaves_no_mail() -> None:
    with transaction.atomic():
        reset()
        assert len(mails.waiting()) == 1
        transaction.set_rollback(True)
    assert mails.waiting() == []


def test_each_who_gets_a_mail_has_a_row_and_an_identity(settings: Any) -> None:
    settings.ADMINS = [("A", "a@example.invalid"), ("B", "b@example.invalid")]
    assert EmailMessage("Hej", "Hej", to=["c@example.invalid"], bcc=["d@example.invalid"]).send() == 1
    mail_admins("Hej", "Hej")
    rows = mails.waiting()
    assert [row.recipient[0] for row in rows] == ["c", "d", "a", "b"]
    assert len({row.message_id for row in rows}) == 4
    assert [mails.read(row)["Message-ID"] for row in rows] == [row.message_id for row in rows]


def test_rows_go_after_their_days_sent_or_not(settings: Any) -> None:
    settings.MAIL_DAYS = 30
    now = timezone.now()
    month = datetime.timedelta(days=30)
    old = factories.outgoing_mail(created_at=now - month)
    sent = factories.outgoing_mail(created_at=now - month, state="sendt", sent_at=now, body=None)
    factories.outgoing_mail(created_at=now - month + datetime.timedelta(seconds=1))
    assert set(OutgoingMail.objects.expired(now)) == {old, sent}


@pytest.mark.parametrize(
    ("transport", "number"),
    [
        ("mail.backends.FolderBackend", []),
        ("mail.backends.OutboxBackend", ["mail.E002"]),
        ("mail.models.OutgoingMail", ["mail.E002"]),
        ("mail.findes.Ikke", ["mail.E001"]),
    ],
)
def test_a_transport_that_leads_nowhere_is_told_before_the_start(
    settings: Any, transport: str, number: list[str]
) -> None:
    settings.MAIL_TRANSPORT = transport
    assert [problem.id for problem in transport_leads_out()] == number
