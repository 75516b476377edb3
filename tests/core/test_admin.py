"""The admin's doors and policy; every model's own forms are tested with its room."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def outsider() -> Client:
    """Somebody who may log in, but not edit: of the board."""
    client = Client()
    client.force_login(factories.user(role="bestyrelse", access_until=datetime.date(2199, 1, 1)))
    return client


def directives(policy: str) -> dict[str, str]:
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in policy.split(";"))}


@pytest.mark.parametrize("path", ["/admin/", "/admin/organisation/plan/?q=x", "/admin/findes-ikke/", "/admin/jsi18n/"])
def test_a_stranger_is_sent_to_the_login_and_from_there_back(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/log-ind/?next=/admin/")


@pytest.mark.parametrize("path", ["/admin/", "/admin/organisation/plan/", "/admin/accounts/user/add/"])
def test_a_login_without_the_right_is_told_so(outsider: Client, path: str) -> None:
    response = outsider.get(path)
    assert response.status_code == 403
    assert "Den side må du ikke se" in response.content.decode()


def test_djangos_own_login_page_leads_to_ours(client: Client) -> None:
    assert client.get("/admin/login/?next=/admin/staff/")["Location"] == "/konto/log-ind/?next=%2Fadmin%2Fstaff%2F"
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302


def test_logging_out_of_the_admin_needs_a_post(editor_client: Client) -> None:
    assert "Log ud" in editor_client.get("/admin/logout/").content.decode()
    assert editor_client.get("/admin/").status_code == 200
    assert editor_client.post("/admin/logout/")["Location"] == "/"
    assert editor_client.get("/admin/").status_code == 302


def test_ones_own_password_is_changed_on_our_page(editor_client: Client) -> None:
    assert editor_client.get("/admin/password_change/")["Location"] == "/konto/adgangskode/"


def test_the_admins_policy_allows_no_inline_code(editor_client: Client) -> None:
    factories.plan()
    for path in ("/admin/", "/admin/organisation/plan/", "/admin/organisation/plan/add/", "/admin/jsi18n/"):
        policy = directives(editor_client.get(path)["Content-Security-Policy"])
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["base-uri"] == "'none'"
        assert policy["form-action"] == policy["connect-src"] == policy["img-src"] == policy["font-src"] == "'self'"
        assert "unsafe" not in str(policy)
        assert policy["script-src"].startswith("'self'")
        assert policy["style-src"].startswith("'self' 'sha256-")


def test_only_the_import_map_needs_the_nonce(editor_client: Client) -> None:
    response = editor_client.get("/admin/organisation/plan/add/")
    nonce = directives(response["Content-Security-Policy"])["script-src"].split("'nonce-")[1].rstrip("'")
    assert f'<script type="importmap" nonce="{nonce}">' in response.content.decode()
    again = editor_client.get("/admin/organisation/plan/add/")
    assert nonce not in again["Content-Security-Policy"]
    assert "nonce" not in editor_client.get("/admin/")["Content-Security-Policy"]


def test_no_page_of_the_admin_carries_a_style_or_a_handler(editor_client: Client) -> None:
    plan = factories.plan()
    base = "/admin/organisation/plan/"
    for path in ("/admin/", base, f"{base}{plan.pk}/change/", f"{base}{plan.pk}/history/", f"{base}{plan.pk}/delete/"):
        page = editor_client.get(path).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r'\son[a-z]+="', page)


def test_the_header_names_the_partnership(editor_client: Client) -> None:
    factories.partnership(name="Nordlyset", accent="mint")
    page = editor_client.get("/admin/").content.decode()
    assert '<a href="/admin/">Nordlyset</a>' in page
    assert "accent-mint" in page


def test_the_editors_words_for_scripts_are_danish(editor_client: Client) -> None:
    catalog = editor_client.get("/admin/jsi18n/").content.decode()
    assert '"Edit Link": "Ret link"' in catalog
    assert '"Cancel": "Fortryd"' in catalog


def test_search_in_a_list_knows_danish_letters_and_case(editor_client: Client) -> None:
    factories.department(name="Ærøgården")
    factories.area(name="Østergård")
    for query in ("ÆRØ", "aeroe", "Ærøgaarden"):
        rows = editor_client.get(f"/admin/organisation/department/?q={query}").context["cl"].result_list
        assert [row.name for row in rows] == ["Ærøgården"]
    rows = editor_client.get("/admin/organisation/housingarea/?q=OESTER").context["cl"].result_list
    assert [row.name for row in rows] == ["Østergård"]


def test_a_new_row_can_be_seen_on_the_site_from_its_form(editor_client: Client) -> None:
    area = factories.area(name="Solgården")
    factories.plan(areas=[area])
    page = editor_client.get(f"/admin/organisation/housingarea/{area.pk}/change/")
    assert page.context["absolute_url"] == "/boligomraader/solgaarden/"


def test_a_text_is_read_before_it_is_edited_and_its_html_is_cleaned(editor_client: Client) -> None:
    body = factories.body(purpose='<p>Vi <strong>ses</strong></p><img src=x onerror="alert(1)">')
    page = editor_client.get(f"/admin/organisation/body/{body.pk}/change/").content.decode()
    assert '<div class="prose"><p>Vi <strong>ses</strong></p></div>' in page
    assert '<span class="visually-hidden">: Formål og opgaver</span>' in page
    assert "data-django-prose-editor" not in page


def test_an_empty_row_stands_ready_for_those_without_scripts(editor_client: Client) -> None:
    seat = factories.seat(factories.body())
    page = editor_client.get(f"/admin/organisation/seat/{seat.pk}/change/").content.decode()
    assert page.count('class="inline-row ready" id="members-0"') == 1
    assert '<template><div class="inline-row" id="members-__prefix__"' in page


def test_the_admin_loads_no_script_of_djangos(editor_client: Client) -> None:
    body = factories.body()
    for path in ("", f"{body.pk}/change/", f"{body.pk}/delete/", "add/"):
        page = editor_client.get(f"/admin/organisation/body/{path}").content.decode()
        assert "admin/js/" not in page
        assert "admin/css/" not in page


def test_cells_say_the_head_of_their_column(editor_client: Client) -> None:
    factories.area(name='Øst "A" <b>')
    page = editor_client.get("/admin/organisation/housingarea/").content.decode()
    assert '<td class="field-departments" data-head="Boligafdelinger">0</td>' in page
    assert "<b>" not in page.partition("<tbody>")[2]


def test_the_page_before_deleting_tells_what_goes_along_and_of_the_way_back(
    editor_client: Client, django_assert_max_num_queries: Any
) -> None:
    plan = factories.plan([factories.area()])
    focus_area = factories.focus_area(plan, name="Unge")
    for number in range(10):
        factories.initiative(focus_area, plan.areas.all(), [factories.audience()], name=f"Hold {number}")
    with django_assert_max_num_queries(45):
        page = editor_client.get(f"/admin/organisation/plan/{plan.pk}/delete/").content.decode()
    assert "Hold 9" in page
    assert "object (" not in page
    assert "Du kan hente det tilbage fra papirkurven i 30 dage." in page
    enquiry = factories.enquiry()
    page = editor_client.get(f"/admin/contact/enquiry/{enquiry.pk}/delete/").content.decode()
    assert "Det kan ikke hentes tilbage." in page


def test_a_choice_not_made_is_said_in_words(editor_client: Client) -> None:
    page = editor_client.get("/admin/organisation/seat/add/").content.decode()
    assert '<option value="" selected>Vælg</option>' in page
    assert '<option value="" selected>Ikke valgt</option>' in page
    assert "-----" not in page
    factories.seat(factories.body())
    assert '<option value="" selected>Vælg</option>' in editor_client.get("/admin/organisation/seat/").content.decode()


def test_what_was_done_is_said_in_plain_danish(editor_client: Client) -> None:
    row = factories.audience(name="Unge")
    page = editor_client.post(
        f"/admin/initiatives/audience/{row.pk}/change/",
        {"name": "Unge under 18", "position": 0, "_continue": "1"},
        follow=True,
    )
    assert re.search("»<a [^>]+>Unge under 18</a>« er gemt. Du kan rette videre her.", page.content.decode())


def test_groups_of_boxes_have_a_name_and_no_label_without_a_field(editor_client: Client) -> None:
    page = editor_client.get("/admin/organisation/plan/add/").content.decode()
    assert 'role="group" aria-labelledby="id_areas_label"' in page
    assert 'for=""' not in page
    assert 'type="hidden" name="initial-' not in page


def test_the_top_line_names_who_is_logged_in_and_leads_to_the_login(client: Client) -> None:
    client.force_login(factories.user(role="sekretariatsleder", name="Luna Stjerneholm"))
    page = client.get("/admin/").content.decode()
    assert '<a href="/konto/"><span class="visually-hidden">Mit login: </span>Luna Stjerneholm</a>' in page
