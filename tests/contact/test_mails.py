"""Who is told of an enquiry: those whom it concerns and who can open it, and nothing of what it says."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from contact.models import Enquiry
from initiatives.models import Initiative
from tests import factories
from tests.pages import logged_in, typed

pytestmark = pytest.mark.django_db
LETTER = typed(name="Aja Hansen", reply_to="aja@example.invalid", message="Min hemmelighed")
US = "os@example.invalid"


def worker(name: str) -> User:
    user = factories.user(f"{name}@login.example.invalid", role="medarbejder", name=name)
    factories.staff_member(name=name, slug=name, email=f"{name}@example.invalid", user=user)
    return user


@pytest.fixture
def initiative(settings: Any) -> Initiative:
    """Kim is its contact, Nora works with its focus area, Ole with neither; Udo has no login."""
    settings.SITE_URL = "https://portal.example.invalid"
    factories.partnership(email=US)
    kim, nora, _ole = worker("kim"), worker("nora"), worker("ole")
    factories.staff_member(name="udo", email="udo@example.invalid")
    focus_area = factories.focus_area(factories.plan(), name="Naboer")
    factories.responsibility(focus_area, nora.staff_member)
    return factories.initiative(focus_area, name="Nabofest", contact=kim.staff_member)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("til=ole&initiativ=nabofest", "ole@example.invalid"),
        ("initiativ=nabofest", "kim@example.invalid"),
        ("om=naboer", "nora@example.invalid"),
        ("til=udo&om=naboer", "nora@example.invalid"),
        ("til=udo", US),
        ("", US),
    ],
)
def test_those_whom_it_concerns_are_told(
    client: Client, initiative: Initiative, mailoutbox: list[Any], query: str, told: str
) -> None:
    assert client.post(f"/kontakt/skriv/?{query}", LETTER).status_code == 302
    assert [mail.to for mail in mailoutbox] == [[told]]
    text = f"{mailoutbox[0].subject}\n{mailoutbox[0].body}"
    assert f"https://portal.example.invalid/admin/contact/enquiry/{Enquiry.objects.get().pk}/change/" in text
    for secret in ("Aja", "aja@", "hemmelighed"):
        assert secret not in str(mailoutbox[0].message())


def test_who_has_left_or_was_shut_out_is_told_nothing(
    client: Client, initiative: Initiative, mailoutbox: list[Any]
) -> None:
    initiative.contact.user.is_active = False
    initiative.contact.user.save()
    nora = initiative.focus_area.responsibilities.get().staff_member
    nora.ends_on = "2020-01-01"
    nora.save()
    client.post("/kontakt/skriv/?initiativ=nabofest", LETTER)
    assert [mail.to for mail in mailoutbox] == [[US]]


def test_a_program_and_an_empty_address_cause_no_mail(
    client: Client, initiative: Initiative, mailoutbox: list[Any]
) -> None:
    client.post("/kontakt/skriv/", {**LETTER, "website": "x"})
    factories.partnership(email="")
    assert client.post("/kontakt/skriv/", LETTER).status_code == 302
    assert mailoutbox == []


def test_who_takes_one_or_is_given_one_gets_the_link(initiative: Initiative, mailoutbox: list[Any]) -> None:
    kim, ole = User.objects.get(name="kim"), User.objects.get(name="ole")
    enquiry = factories.enquiry(name="Aja Hansen", message="Min hemmelighed", initiative=initiative)
    path = f"/admin/contact/enquiry/{enquiry.pk}/"
    client = logged_in(kim)
    client.post(f"{path}tag/")
    offered = client.get(f"{path}change/").context["give_form"].fields["to"].queryset
    assert [colleague.name for colleague in offered] == ["nora", "ole"]
    response = client.post(f"{path}giv/", {"to": ole.pk}, follow=True)
    assert "Ole har den nu." in response.content.decode()
    assert [(mail.to, path in mail.body) for mail in mailoutbox] == [([kim.email], True), ([ole.email], True)]
    assert "Aja" not in "".join(str(mail.message()) for mail in mailoutbox)
    assert logged_in(ole).get(f"{path}change/").status_code == 200


@pytest.mark.parametrize("to", ["", "x", "9" * 30, "board", None])
def test_it_is_given_only_to_a_colleague_who_may_answer(
    initiative: Initiative, mailoutbox: list[Any], to: str | None
) -> None:
    board = factories.user(role="oekonomi")
    enquiry = factories.enquiry(initiative=initiative)
    data = {} if to is None else {"to": board.pk if to == "board" else to}
    client = logged_in(User.objects.get(name="kim"))
    response = client.post(f"/admin/contact/enquiry/{enquiry.pk}/giv/", data, follow=True)
    assert "Vælg, hvem der skal have den." in response.content.decode()
    enquiry.refresh_from_db()
    assert (enquiry.taken_by, mailoutbox) == (None, [])
