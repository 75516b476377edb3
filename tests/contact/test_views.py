import datetime
import re
from typing import Any

import pytest
from django.test import Client

from contact.models import Enquiry
from organisation.models import Plan
from tests import factories
from tests.pages import typed
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
WRITE = "/kontakt/skriv/"
WORDS = {"name": "Anna Beboer", "reply_to": "anna@example.invalid", "message": "Hvornår er der fodbold?"}
GOOD = typed(**WORDS)


@pytest.fixture
def plan() -> Plan:
    return factories.plan()


def refused(client: Client, **changes: Any) -> Any:
    """Post something wrong: the form comes back, and nothing is stored."""
    response = client.post(WRITE, {**GOOD, **changes})
    assert response.status_code == 200
    assert not Enquiry.objects.exists()
    assert "<title>Fejl: " in response.content.decode()
    assert 'role="alert"' in main(response)
    return response


def test_each_subject_has_its_people(client: Client, plan: Plan) -> None:
    area = factories.focus_area(plan, name="Naboer")
    factories.responsibility(area, factories.staff_member(name="Nora Nabo"), what="fester")
    factories.staff_member(name="Sonja Sekretær", in_secretariat=True, title="leder")
    page = client.get("/kontakt/")
    assert "Naboer Nora Nabo: fester" in words(page)
    assert "Sonja Sekretær: leder" in words(page)
    assert 'href="/kontakt/skriv/?om=naboer"' in main(page)


def test_what_is_not_known_about_the_partnership_is_said_kindly(client: Client) -> None:
    factories.partnership()
    page = words(client.get("/kontakt/"))
    assert "Telefon, adresse og åbningstid er ikke skrevet ind endnu." in page


def test_what_is_known_is_shown_and_the_rest_left_out(client: Client) -> None:
    factories.partnership(phone="12 34 56 78", address="Vej 1\nBy")
    page = client.get("/kontakt/")
    assert 'href="tel:12345678"' in main(page)
    assert "Vej 1<br>By" in main(page)
    assert "Åbningstid" not in words(page)
    assert "ikke skrevet ind" not in words(page)


def test_a_message_is_stored_and_thanked_for(client: Client, plan: Plan) -> None:
    area = factories.focus_area(plan, name="Naboer")
    person = factories.staff_member(name="Nora Nabo")
    response = client.post(WRITE, {**GOOD, "focus_area": "naboer", "staff_member": "nora-nabo"})
    assert (response.status_code, response["Location"]) == (302, "/kontakt/skriv/tak/")
    stored = Enquiry.objects.values("name", "reply_to", "message", "focus_area", "staff_member").get()
    assert stored == {**WORDS, "focus_area": area.pk, "staff_member": person.pk}
    assert "Tak. Vi har fået din besked" in words(client.get("/kontakt/skriv/tak/"))


@pytest.mark.parametrize("reply_to", ["12345678", "12 34 56 78", "+45 12 34 56 78", "(045) 1234-5678", "a.b@c.dk"])
def test_a_phone_number_or_an_email_will_do(client: Client, reply_to: str) -> None:
    assert client.post(WRITE, {**GOOD, "reply_to": reply_to}).status_code == 302
    assert Enquiry.objects.get().reply_to == reply_to


@pytest.mark.parametrize(
    "reply_to", ["1234567", "navn@", "navn", "@@@@@@@@", "-" * 20, "1" * 16, "a@b.dk\nBcc: c@d.dk", "x12345678"]
)
def test_what_cannot_be_answered_is_refused(client: Client, reply_to: str) -> None:
    response = refused(client, reply_to=reply_to)
    assert "Skriv en hel e-mailadresse eller et telefonnummer med mindst 8 tal." in words(response)


@pytest.mark.parametrize("field", ["name", "reply_to", "message"])
def test_a_cpr_number_is_refused_in_any_field(client: Client, field: str) -> None:
    assert "Det ligner et CPR-nummer." in words(refused(client, **{field: "Jeg hedder 010190-1234"}))


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("name", "Skriv dit navn."),
        ("reply_to", "Skriv din telefon eller e-mail."),
        ("message", "Skriv, hvad du vil spørge om."),
    ],
)
@pytest.mark.parametrize("value", ["", "   ", "\n"])
def test_what_is_missing_is_named_at_the_field_and_in_the_summary(
    client: Client, field: str, message: str, value: str
) -> None:
    response = refused(client, **{field: value})
    assert words(response).count(message) == 2
    assert f'<a href="#id_{field}">{message}</a>' in main(response)
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', main(response))


def test_an_empty_form_names_everything_at_once(client: Client) -> None:
    response = client.post(WRITE, {})
    assert main(response).count('<li><a href="#id_') == 3


def test_what_was_written_is_kept(client: Client, plan: Plan) -> None:
    factories.focus_area(plan, name="Naboer")
    page = main(refused(client, name="", focus_area="naboer", message="Min <b>lange</b> besked"))
    assert "Min &lt;b&gt;lange&lt;/b&gt; besked" in page
    assert 'value="anna@example.invalid"' in page
    assert re.search(r'value="naboer"\s+selected', page)


@pytest.mark.parametrize("field", ["name", "reply_to", "message", "focus_area", "staff_member"])
@pytest.mark.parametrize("value", ["nul\x00byte", "\x00", "x" * 10_000])
def test_unreadable_and_endless_values_are_refused(client: Client, plan: Plan, field: str, value: str) -> None:
    factories.focus_area(plan)
    factories.staff_member()
    refused(client, **{field: value})


def test_a_line_break_counts_as_one_character(client: Client) -> None:
    assert client.post(WRITE, {**GOOD, "message": "x\r\n" * 2000 + "x"}).status_code == 200
    assert client.post(WRITE, {**GOOD, "message": "x\r\n" * 1999 + "xx"}).status_code == 302
    assert len(Enquiry.objects.get().message) == 4000


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", "'; DROP TABLE contact_enquiry; --", "{{ 7 }}", "æøå 😀"]
)
def test_html_and_sql_are_only_words(client: Client, value: str) -> None:
    assert client.post(WRITE, {**GOOD, "name": value, "message": value}).status_code == 302
    assert Enquiry.objects.values_list("name", "message").get() == (value, value)


@pytest.mark.parametrize("field", ["focus_area", "staff_member"])
@pytest.mark.parametrize("value", ["findes-ikke", "1", "x" * 10_000, "' OR 1=1 --", "😀"])
def test_a_choice_that_is_not_there_is_refused(client: Client, plan: Plan, field: str, value: str) -> None:
    factories.focus_area(plan, name="Naboer")
    factories.staff_member(name="Nora Nabo")
    assert "Det kan ikke vælges mere." in words(refused(client, **{field: value}))


def test_broken_utf8_is_stored_as_a_sign_for_it(client: Client) -> None:
    body = f"name=Anna%FF&reply_to=12345678&message=Hej&shown_at={GOOD['shown_at']}".encode()
    response = client.generic("POST", WRITE, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert Enquiry.objects.get().name == "Anna\ufffd"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"name=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(6_000)), "application/x-www-form-urlencoded"),
        (b"--x\r\nnot a form", "multipart/form-data"),
    ],
)
def test_a_body_that_cannot_be_read_gets_the_page_for_it(client: Client, body: bytes, content_type: str) -> None:
    response = client.generic("POST", WRITE, body, content_type=content_type)
    assert response.status_code == 400
    assert "Det forstod vi ikke" in words(response)
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "image/png"])
def test_a_body_of_another_kind_is_an_empty_form(client: Client, content_type: str) -> None:
    response = client.generic("POST", WRITE, b"\xff\x00{", content_type=content_type)
    assert response.status_code == 200
    assert "Skriv dit navn." in words(response)


def test_repeated_keys_and_unknown_keys_do_no_harm(client: Client) -> None:
    assert (
        client.post(WRITE, {**GOOD, "name": ["En", "To"], "id": "7", "pk": "7", "created_at": "x"}).status_code == 302
    )
    assert Enquiry.objects.get().name == "To"


def test_without_the_csrf_token_nothing_is_stored_and_the_page_explains(plan: Plan) -> None:
    response = Client(enforce_csrf_checks=True).post(WRITE, GOOD)
    assert response.status_code == 403
    assert "Det blev ikke sendt" in words(response)
    assert not Enquiry.objects.exists()


def test_with_the_csrf_token_it_is_stored(plan: Plan) -> None:
    client = Client(enforce_csrf_checks=True)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(WRITE).content.decode())
    assert found
    assert client.post(WRITE, {**GOOD, "csrfmiddlewaretoken": found[1]}).status_code == 302


def test_a_program_that_fills_in_everything_is_thanked_and_not_stored(client: Client) -> None:
    response = client.post(WRITE, {**GOOD, "website": "https://spam.example.invalid"})
    assert response["Location"] == "/kontakt/skriv/tak/"
    assert not Enquiry.objects.exists()


def test_a_form_sent_at_once_or_without_its_moment_comes_back_as_it_was(client: Client, plan: Plan) -> None:
    shown = re.search(r'name="shown_at" value="([^"]+)"', main(client.get(WRITE)))
    assert shown
    assert "Det gik meget hurtigt." in words(refused(client, shown_at=shown[1]))
    page = refused(client, shown_at="")
    assert "Siden har stået åben længe." in words(page)
    assert 'value="Anna Beboer"' in main(page)


def test_who_writes_too_often_is_asked_to_wait_and_keeps_the_message(client: Client, settings: Any) -> None:
    settings.FORM_RATE_LIMITS = {"enquiry": "1/h/ip"}
    assert client.post(WRITE, GOOD).status_code == 302
    response = client.post(WRITE, GOOD)
    assert response.status_code == 429
    assert "Vi får meget fra dit netværk lige nu" in words(response)
    assert "Hvornår er der fodbold?" in main(response)
    assert Enquiry.objects.count() == 1


def test_a_link_can_choose_subject_and_recipient(client: Client, plan: Plan) -> None:
    factories.focus_area(plan, name="Naboer")
    factories.staff_member(name="Nora Nabo", title="projektmedarbejder")
    address = f"{WRITE}?til=nora-nabo&om=naboer"
    page = main(client.get(address))
    assert "<b>Nora Nabo</b>" in page
    assert "Det handler om <b>Naboer</b>" in page
    assert "<select" not in page
    assert client.post(address, GOOD).status_code == 302
    stored = Enquiry.objects.get()
    assert (str(stored.staff_member), str(stored.focus_area)) == ("Nora Nabo", "Naboer")


@pytest.mark.parametrize("value", ["findes-ikke", "%00", "%FF", "x" * 10_000, "%27%20OR%201=1", "a&til=b"])
def test_a_link_that_makes_no_sense_is_an_ordinary_form(client: Client, plan: Plan, value: str) -> None:
    factories.staff_member(name="Nora Nabo")
    response = client.get(f"{WRITE}?til={value}&om={value}")
    assert response.status_code == 200
    assert "selected" not in main(response).replace('value="" selected', "")


def test_one_cannot_write_to_who_has_left_or_not_begun(client: Client, plan: Plan) -> None:
    today, day = datetime.date.today(), datetime.timedelta(days=1)
    factories.staff_member(name="Nora Nabo")
    factories.staff_member(name="Er Rejst", ends_on=today - day)
    factories.staff_member(name="Ny Kollega", starts_on=today + day)
    factories.staff_member(name="Ikke Klar", publish_from=None)
    page = words(client.get(WRITE))
    assert "Nora Nabo" in page
    for name in ("Er Rejst", "Ny Kollega", "Ikke Klar"):
        assert name not in page
    refused(client, staff_member="er-rejst")


def test_editors_are_offered_no_drafts_either(editor_client: Client, plan: Plan) -> None:
    factories.staff_member(name="Nora Nabo")
    factories.staff_member(name="Ikke Klar", publish_from=None)
    assert "Ikke Klar" not in words(editor_client.get(WRITE))


def test_without_people_and_subjects_nothing_is_asked_about_them(client: Client) -> None:
    page = words(client.get(WRITE))
    assert "Hvad handler det om?" not in page
    assert "Hvem skriver du til?" not in page
    assert client.post(WRITE, GOOD).status_code == 302


def test_only_optional_fields_are_marked(client: Client, plan: Plan) -> None:
    factories.focus_area(plan)
    factories.staff_member()
    assert words(client.get(WRITE)).count("(valgfrit)") == 2


def test_every_field_has_a_label_and_help_is_tied_to_it(client: Client) -> None:
    page = main(client.get(WRITE))
    for name in ("name", "reply_to", "message", "website"):
        assert f'for="id_{name}"' in page
    assert 'aria-describedby="id_reply_to_helptext"' in page


@pytest.mark.parametrize(
    ("path", "method"),
    [(WRITE, "put"), (WRITE, "delete"), ("/kontakt/", "post"), ("/kontakt/skriv/tak/", "post")],
)
def test_wrong_methods_are_refused(client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert "Det kan siden ikke" in words(response)


def test_more_choices_cost_no_more_queries(client: Client, plan: Plan, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        factories.responsibility(factories.focus_area(plan), factories.staff_member(name="Nora Nabo"))
    with django_assert_max_num_queries(14):
        client.get(f"{WRITE}?til=nora-nabo")


def test_it_says_when_the_message_is_deleted(client: Client, settings: Any) -> None:
    settings.ENQUIRY_DAYS = 90
    assert "Vi sletter din besked efter 90 dage." in words(client.get(WRITE))
