"""What somebody who signed up is told, and when: short, in Danish, to them alone, and once."""

import datetime
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar

from activities import queue, reminders
from activities.bookings import address_of
from activities.models import Activity, Call, SignUp
from initiatives.models import Initiative
from tests import factories
from tests.mails import part, read, waiting

pytestmark = pytest.mark.usefixtures("outbox")
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def activity(initiative: Initiative) -> Activity:
    initiative.contact = factories.staff_member(name="Nora Nabo", phone="87 65 43 21", email="nora@example.invalid")
    initiative.thanks = "Tak, fordi du kom. Vi ses!"
    initiative.save()
    place = factories.place(name="Huset", address="Vej 1", access="Brug døren i gården.")
    return factories.activity(initiative, joining="tilmelding", capacity=3, place=place)


def come(activity: Activity, name: str, party: int = 1, at: datetime.datetime | None = None, **contact: str) -> SignUp:
    contact = contact or {"email": f"{name.split()[0].lower()}@example.invalid"}
    return queue.book([activity], at, name=name, party=party, **contact).new[0]


def told(do: Callable[[], object]) -> dict[str, str]:
    """What was written to whom meanwhile, by kind."""
    before = len(waiting())
    do()
    return {mail.kind.removeprefix("sign_up_"): part(read(mail), "plain") for mail in waiting()[before:]}


def test_every_mail_says_who_when_where_why_and_where_to_change_it(activity: Activity) -> None:
    bo = come(activity, "Bo Bentsen", 3)
    carl = come(activity, "Carl")

    def happens() -> None:
        queue.resize(bo, 2)
        queue.end_offers(timezone.now() + 2 * DAY)
        queue.leave(bo)
        queue.book([activity], name="Carl", email="carl@example.invalid", party=1)
        queue.activity_changed(activity, moved=True)
        reminders.remind(activity.starts_at - HOUR)
        reminders.thank(activity.ends_at + DAY)
        queue.cancel_activity(activity, "Kom på tirsdag")

    mails = told(happens)
    assert set(mails) == {
        *("resized", "offered", "lapsed", "left", "booked", "moved", "reminder", "thanks", "called_off")
    }
    again = SignUp.objects.exclude(pk=carl.pk).get(name="Carl")
    for kind, text in mails.items():
        assert text.startswith("Hej Bo\n" if kind in ("resized", "left") else "Hej Carl\n"), kind
        own = bo if kind in ("resized", "left") else carl if kind in ("offered", "lapsed") else again
        assert f"http://127.0.0.1:8000{address_of(own.booking)}\n" in text, kind
        assert "Har du spørgsmål, så spørg Nora Nabo.\nTelefon: 87 65 43 21" in text, kind
        assert "nora@" not in text, kind
        assert "Vi sletter selv dine oplysninger den" in text, kind
        assert ("Bentsen" in text, "Strikkecafé" in text or kind in ("thanks", "resized")) == (False, True), kind
        assert "\n\n\n" not in text, kind
        if own is not bo:
            assert "Bo" not in text, kind
    assert "Sted: Huset, Vej 1\nBrug døren i gården." in mails["booked"]
    assert "Svarer du ikke inden" in mails["offered"]
    assert "I stedet: Kom på tirsdag" in mails["called_off"]
    assert "Tak, fordi du kom. Vi ses!" in mails["thanks"]


def test_who_comes_gets_the_date_for_a_calendar_and_who_waits_does_not(activity: Activity) -> None:
    come(activity, "Anna", 3)
    come(activity, "Bo")
    confirmed, waits = map(read, waiting())
    (file,) = confirmed.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    (event,) = Calendar.from_ical(file.get_content()).walk("VEVENT")
    assert event["UID"] == str(activity.uid)
    assert not list(waits.iter_attachments())
    assert waits["Subject"].strip() == "Du er på venteliste til aktiviteten: Strikkecafé"


def test_one_mail_about_several_dates_says_where_each_is_and_waits_only_if_all_do(activity: Activity) -> None:
    there = factories.place(name="Parken", address="Vej 2")
    full = factories.activity(activity.initiative, 9, joining="tilmelding", capacity=1, place=there)
    factories.sign_up(full)
    queue.book([activity, full], name="Bo", email="bo@example.invalid", party=1)
    mail = read(waiting()[0])
    text = part(mail, "plain")
    assert mail["Subject"] == "Du er tilmeldt: Strikkecafé"
    assert ", Huset, Vej 1: Du har plads.\n" in text
    assert ", Parken, Vej 2: Du er nr. 1 på ventelisten" in text
    assert "Sted:" not in text
    Activity.objects.update(place=there, capacity=1)
    queue.book([activity, full], name="Carl", email="carl@example.invalid", party=1)
    assert waiting()[1].subject == "Du er på venteliste til aktiviteten: Strikkecafé"
    assert part(read(waiting()[1]), "plain").count("Parken") == 1


def test_a_name_that_is_none_is_not_greeted_with(activity: Activity) -> None:
    come(activity, "http://spam.invalid/køb nu", email="offer@example.invalid")
    text = part(read(waiting()[0]), "plain")
    assert text.startswith("Hej\n")
    assert "spam" not in text


def test_who_has_no_email_is_rung_and_gets_none(activity: Activity) -> None:
    anna = come(activity, "Anna", 3, phone="11111111")
    come(activity, "Bo", phone="22222222")
    queue.leave(anna)
    queue.activity_changed(activity, moved=True)
    queue.cancel_activity(activity, "")
    assert not waiting()
    assert sorted(Call.objects.values_list("reason", flat=True)) == ["aflyst", "flyttet", "plads"]


def test_a_mail_is_written_with_what_it_tells_of_or_not_at_all(activity: Activity) -> None:
    with transaction.atomic():
        come(activity, "Anna")
        assert len(waiting()) == 1
        transaction.set_rollback(True)
    assert (SignUp.objects.count(), len(waiting())) == (0, 0)


def test_one_reminder_goes_to_each_who_signed_up_in_time(activity: Activity, settings: object) -> None:
    settings.REMINDER_DAYS = 2  # type: ignore[attr-defined]
    come(activity, "Anna")
    come(activity, "Bo", phone="12345678")
    come(activity, "Carl", at=activity.starts_at - DAY)
    queue.leave(come(activity, "Dina"))
    early, late = (told(lambda at=at: reminders.remind(activity.starts_at - at)) for at in (2 * DAY + HOUR, 2 * DAY))
    assert (early, list(late)) == ({}, ["reminder"])
    assert told(lambda: reminders.remind(activity.starts_at - DAY)) == {}
    assert list(SignUp.objects.exclude(reminded_at=None).values_list("name", flat=True)) == ["Anna"]
    assert told(lambda: reminders.remind(activity.starts_at)) == {}


def test_thanks_go_once_by_day_to_those_who_came(activity: Activity) -> None:
    come(activity, "Anna")
    come(activity, "Bo")
    SignUp.objects.filter(name="Bo").update(came=False)
    day_after = timezone.localtime(activity.ends_at + DAY).replace(hour=8)
    assert told(lambda: reminders.thank(activity.ends_at + HOUR)) == {}
    assert told(lambda: reminders.thank(day_after)) == {}
    assert told(lambda: reminders.thank(day_after + 9 * DAY)) == {}
    assert list(told(lambda: reminders.thank(day_after + HOUR))) == ["thanks"]
    assert told(lambda: reminders.thank(day_after + 2 * HOUR)) == {}
    SignUp.objects.update(thanked_at=None)
    Initiative.objects.update(thanks="")
    assert told(lambda: reminders.thank(day_after + HOUR)) == {}


def test_one_row_that_fails_does_not_keep_the_others(activity: Activity, caplog: pytest.LogCaptureFixture) -> None:
    bad, good = come(activity, "Anna"), come(activity, "Bo")
    SignUp.objects.filter(pk=bad.pk).update(email="x\n@example.invalid")
    assert list(told(lambda: reminders.remind(activity.starts_at - HOUR))) == ["reminder"]
    assert list(SignUp.objects.exclude(reminded_at=None)) == [good]
    assert f"Sign-up {bad.pk} " in caplog.text


def test_with_the_last_name_go_the_mails_about_it(activity: Activity, initiative: Initiative) -> None:
    anna = come(activity, "Anna")
    bo = come(activity, "Bo")
    come(factories.activity(initiative, joining="tilmelding"), "Bo")
    queue.erase_all([anna])
    assert {mail.recipient for mail in waiting()} == {"bo@example.invalid"}
    queue.erase_all([bo])
    assert len(waiting()) == 2
    over = timezone.now() + 90 * DAY
    SignUp.objects.expired(over).forget()
    assert not waiting()
