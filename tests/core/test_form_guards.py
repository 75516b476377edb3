"""Programs are stopped, and people who are quick, slow or many are told so and lose nothing."""

import datetime
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from core import form_guards
from core.form_guards import GuardedForm
from core.forms import TextField

Wait = Callable[[float], None]


class Note(GuardedForm):
    limited_as = "note"
    words = TextField("Skriv noget.")


@pytest.fixture(autouse=True)
def _settings(settings: Any) -> None:
    settings.FORM_MIN_SECONDS, settings.FORM_MAX_SECONDS = 2, 3600
    settings.FORM_RATE_LIMITS = {"note": "3/m/ip,4/h/ip", "other": "1/h/ip"}


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Let time pass, for us and for the counting of attempts."""
    now = datetime.datetime(2031, 11, 23, 9, 30, tzinfo=datetime.UTC)

    def pass_by(seconds: float) -> None:
        nonlocal now
        now += datetime.timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda: now)
        monkeypatch.setattr(time, "time", now.timestamp)

    pass_by(0)
    return pass_by


def sent(shown_at: str | None = None, ip: str = "192.0.2.1", form: type[GuardedForm] = Note, **data: str) -> Any:
    """The form with what somebody sent; without a stamp of its own, one of a minute ago."""
    if shown_at is None:
        shown_at = form_guards.stamp(timezone.now() - datetime.timedelta(minutes=1))
    posted = QueryDict(mutable=True)
    posted.update({"words": "Hej", "shown_at": shown_at, **data})
    return form(posted, request=RequestFactory().post("/", REMOTE_ADDR=ip))


def shown() -> str:
    """The stamp in a form that is shown now."""
    return str(Note(request=RequestFactory().get("/"))["shown_at"].value())


def test_a_program_that_fills_in_everything_is_found_out_and_not_told(wait: Wait) -> None:
    form = sent(shown_at="", website="x")
    assert form.is_valid()
    assert form.is_trapped
    person = sent()
    assert person.is_valid()
    assert not person.is_trapped
    assert [field.name for field in form.asked] == ["words"]


def test_who_is_too_quick_need_only_press_again(wait: Wait) -> None:
    stamp = shown()
    wait(1)
    form = sent(stamp)
    assert form.non_field_errors() == [form_guards.TOO_QUICK]
    assert form["words"].value() == "Hej"
    assert form["shown_at"].value() == stamp
    wait(1)
    assert sent(stamp).is_valid()


def test_a_form_that_comes_back_with_errors_keeps_its_moment(wait: Wait) -> None:
    stamp = shown()
    wait(10)
    form = sent(stamp, words="")
    assert list(form.errors) == ["words"]
    assert form["shown_at"].value() == stamp
    assert sent(stamp).is_valid()


@pytest.mark.parametrize("stamp", ["", "x", "1952850600:x", "\x00", "æ😀" * 500, None])
def test_what_stood_open_too_long_or_is_forged_gets_a_new_moment(wait: Wait, stamp: str | None) -> None:
    used_up = shown() if stamp is None else stamp
    wait(3600)
    form = sent(used_up)
    assert form.non_field_errors() == [form_guards.TOO_OLD]
    assert form["words"].value() == "Hej"
    wait(2)
    assert sent(form["shown_at"].value()).is_valid()


def test_other_errors_are_said_alone_but_the_moment_is_new_already(wait: Wait) -> None:
    form = sent("x", words="")
    assert list(form.errors) == ["words"]
    wait(5)
    assert sent(form["shown_at"].value()).is_valid()


def test_a_moment_in_the_future_is_too_early(wait: Wait) -> None:
    ahead = form_guards.stamp(timezone.now() + datetime.timedelta(days=400))
    assert sent(ahead).non_field_errors() == [form_guards.TOO_QUICK]


def test_many_from_one_network_are_asked_to_wait_and_others_are_not(wait: Wait) -> None:
    class Other(Note):
        limited_as = "other"

    for _ in range(3):
        assert not sent(words="").is_valid()
        assert sent().is_valid()
    form = sent()
    assert (form.non_field_errors(), form.status) == ([form_guards.TOO_MANY], 429)
    assert form["words"].value() == "Hej"
    assert sent(ip="192.0.2.2").is_valid()
    assert sent(form=Other).is_valid()
    wait(61)
    assert sent().is_valid()
    wait(61)
    assert not sent().is_valid()
    wait(3600)
    assert sent().is_valid()


def test_a_form_without_a_limit_of_its_own_fails_at_once(wait: Wait) -> None:
    class Unlimited(Note):
        limited_as = "forgotten"

    with pytest.raises(KeyError):
        sent(form=Unlimited).is_valid()
