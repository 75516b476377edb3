"""What residents wrote is read and deleted, never rewritten."""

import datetime

import pytest
from django.test import Client

from contact.models import Enquiry
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_enquiry_can_be_found_and_read(editor_client: Client) -> None:
    enquiry = factories.enquiry(name="Aja", message="Hvornår åbner <b>cafeen</b>?")
    page = editor_client.get("/admin/contact/enquiry/?q=CAFE").content.decode()
    assert "Hvornår åbner &lt;b&gt;cafeen" in page
    page = editor_client.get(f"/admin/contact/enquiry/{enquiry.pk}/change/").content.decode()
    assert "beboer@example.invalid" in page
    assert "<textarea" not in page


def test_an_enquiry_is_neither_written_nor_changed_here(editor_client: Client) -> None:
    enquiry = factories.enquiry()
    assert editor_client.get("/admin/contact/enquiry/add/").status_code == 403
    response = editor_client.post(f"/admin/contact/enquiry/{enquiry.pk}/change/", {"message": "Noget andet"})
    assert response.status_code == 403
    enquiry.refresh_from_db()
    assert enquiry.message == "Hej"


def test_an_enquiry_is_deleted_and_the_log_keeps_no_name(editor_client: Client) -> None:
    enquiry = factories.enquiry(name="Aja Hansen")
    path = f"/admin/contact/enquiry/{enquiry.pk}/delete/"
    assert "Nej, gå tilbage" in editor_client.get(path).content.decode()
    assert editor_client.post(path, {"post": "yes"}).status_code == 302
    assert not Enquiry.objects.exists()
    assert "Aja" not in editor_client.get("/admin/").content.decode()


def test_the_heading_says_from_when_and_about_what_but_not_from_whom(editor_client: Client) -> None:
    area = factories.focus_area(factories.plan(), name="Naboer")
    enquiry = factories.enquiry(
        name="Freja Fuldmåne", focus_area=area, staff_member=factories.staff_member(name="Nour")
    )
    Enquiry.objects.update(created_at=datetime.datetime(2031, 11, 23, 9, 30, tzinfo=datetime.UTC))
    page = editor_client.get(f"/admin/contact/enquiry/{enquiry.pk}/change/").content.decode()
    assert "<h1>Henvendelse fra 23. november 2031 kl. 10.30 til Nour om Naboer</h1>" in page
    assert "Freja" not in page.partition("<form")[0]
    assert "23. november 2031 kl. 10.30" in editor_client.get("/admin/contact/enquiry/").content.decode()
