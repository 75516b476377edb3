"""What `load_plan` does to a portal that already holds a plan, and the work of its editors."""

import datetime
import hashlib
import re
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from budget.models import FundingSource
from core.models import LoadedKey
from initiatives.models import Audience, FocusArea, Initiative, Responsibility
from organisation.models import (
    Body,
    Department,
    HousingArea,
    Member,
    Partnership,
    Plan,
    SiteText,
)
from staff.models import StaffMember
from tests import factories
from tests.abc_portal.plan_files import SMALL, Loading, changed, row_counts

pytestmark = pytest.mark.django_db

SECOND = """
[partnerskab]
noegle = "solbyen"
navn = "Solbyen"

[plan]
noegle = "2034-2037"
navn = "Den næste plan"
fra = 2034-01-01
til = 2037-12-31
boligomraader = ["engen"]

[[indsatsomraade]]
noegle = "naboer"
navn = "Naboer igen"

[[indsatsomraade.initiativ]]
noegle = "kaffe"
navn = "Mere kaffe"
resume = "Stadig kaffe."
omraader = ["bakken"]
kontakt = "luna"

[[medfinansiering]]
noegle = "solparken"
navn = "Solparken"
art = "boligafdeling"
form = "kontant"
afdeling = "solparken"
"""


def test_loading_again_changes_nothing(load: Loading) -> None:
    load()
    before = row_counts()
    for overwrite in (False, True):
        assert load(overwrite=overwrite) == "0 oprettet, 38 uændret, 0 afviger, 0 slettet i portalen.\n"
    assert row_counts() == before


def test_what_an_editor_changed_is_listed_and_left_alone(load: Loading) -> None:
    load()
    HousingArea.objects.filter(key="engen").update(name="Den store eng")
    FundingSource.objects.filter(key="solparken").update(total=Decimal(5))
    Initiative.objects.get(key="kaffe").areas.set([HousingArea.objects.get(key="bakken")])
    StaffMember.objects.update(starts_on=None)
    said = load()
    for line in (
        "boligomraade «Engen», navn: Engen → Den store eng",
        "medfinansiering «Solparken», i_alt: 400.000,00 kr. → 5,00 kr.",
        "indsatsomraade.initiativ «Kaffe på trappen», omraader: Den store eng → Bakken",
        "medarbejder «Luna Lys», fra: 2030-01-01 → (tom)",
        "0 oprettet, 34 uændret, 4 afviger",
        "--overwrite",
    ):
        assert line in said
    assert FundingSource.objects.get(key="solparken").total == 5


def test_overwrite_sets_what_differs_back_and_only_that(load: Loading) -> None:
    load()
    HousingArea.objects.filter(key="engen").update(name="Den store eng")
    StaffMember.objects.update(starts_on=None, phone="11 11 11 11")
    Initiative.objects.get(key="kaffe").areas.set([HousingArea.objects.get(key="bakken")])
    said = load(overwrite=True)
    assert "Afviger og er rettet efter filen" in said
    assert "3 afviger" in said
    assert HousingArea.objects.get(key="engen").name == "Engen"
    assert [str(area) for area in Initiative.objects.get(key="kaffe").areas.all()] == ["Engen"]
    luna = StaffMember.objects.get()
    # The file does not know the phone number, so it has nothing to say about it.
    assert (luna.starts_on, luna.phone) == (datetime.date(2030, 1, 1), "11 11 11 11")
    assert "0 afviger" in load()


def test_long_texts_are_quoted_where_they_part(load: Loading) -> None:
    beginning = "Der er langt fra den ene ende af engen til den anden, siger alle, der prøver. "
    text = changed(("Grønt og fladt.", f"{beginning}Grønt og fladt."))
    load(text)
    HousingArea.objects.filter(key="engen").update(text=f"<p>{beginning}Grønt og bakket.</p>")
    assert "tekst: …prøver. Grønt og fladt. → …prøver. Grønt og bakket." in load(text)


def test_an_editors_own_address_is_not_a_difference(load: Loading) -> None:
    load()
    area = HousingArea.objects.get(key="engen")
    area.slug = "den-groenne-eng"
    area.save()
    assert "0 afviger" in load(overwrite=True)
    assert HousingArea.objects.get(key="engen").slug == "den-groenne-eng"


def test_rich_text_that_the_editor_only_saved_again_is_not_a_difference(load: Loading) -> None:
    load()
    saved = "<ul><li><p>leder</p></li><li><p>fordeler</p></li></ul>"
    Body.objects.filter(key="bestyrelsen").update(purpose=saved)
    assert "0 afviger" in load()


def test_what_an_editor_deleted_does_not_come_back(load: Loading) -> None:
    load()
    Initiative.objects.get(key="fest").delete()
    Responsibility.objects.get().delete()
    Audience.objects.get(name="Ældre").delete()
    FundingSource.objects.get(key="solparken").contributions.get(year=2031).delete()
    Plan.objects.get().areas.remove(HousingArea.objects.get(key="bakken"))
    Member.objects.get(name="Rosa Regnbue").delete()
    before = row_counts()
    for overwrite in (False, True):
        said = load(overwrite=overwrite)
        for place in (
            "indsatsomraade.initiativ «Nabofest»",
            "medarbejder.ansvar «naboer» (Luna Lys)",
            "maalgruppe «Ældre»",
            "medfinansiering «Solparken», 2031",
            "plan «Solbyens plan», boligområde «Bakken»",
            "organ.post «Formand», medlem «Rosa Regnbue»",
        ):
            assert f"  {place}\n" in said
        assert "0 oprettet, 32 uændret, 0 afviger, 6 slettet i portalen" in said
        assert row_counts() == before


def test_what_hung_on_something_deleted_stays_away_with_it(load: Loading) -> None:
    load()
    FocusArea.objects.get().delete()
    Body.objects.get(key="bestyrelsen").delete()
    before = row_counts()
    said = load(changed(('art = "bestyrelse"\n', 'art = "bestyrelse"\nkilde = "Ny linje"\n')))
    assert "indsatsomraade «Naboer»" in said
    assert "organ «Bestyrelsen»" in said
    assert "0 oprettet" in said
    assert row_counts() == before


def test_a_new_row_that_points_at_something_deleted_is_made_without_it(load: Loading) -> None:
    load()
    StaffMember.objects.get().delete()
    text = SMALL + (
        '\n[[indsatsomraade]]\nnoegle = "nyt"\nnavn = "Nyt"\n[[indsatsomraade.initiativ]]\n'
        'noegle = "nyt-initiativ"\nnavn = "Nyt initiativ"\nresume = "Noget nyt."\nkontakt = "luna"\n'
    )
    assert "2 oprettet" in load(text)
    assert Initiative.objects.get(key="nyt-initiativ").contact is None


def test_a_new_row_that_is_nothing_without_something_deleted_is_not_made(load: Loading) -> None:
    load()
    FundingSource.objects.get(key="solparken").delete()
    Department.objects.get().delete()
    text = SMALL + (
        '\n[[medfinansiering]]\nnoegle = "ny"\nnavn = "Ny kilde"\nart = "boligafdeling"\nform = "timer"\n'
        'afdeling = "solparken"\ni_alt = 5\n'
    )
    said = load(text)
    assert "  medfinansiering «Ny kilde»\n" in said
    assert not FundingSource.objects.filter(key="ny").exists()


def test_a_text_that_an_editor_emptied_stays_empty(load: Loading) -> None:
    load()
    SiteText.objects.filter(key="home.title").update(text="")
    assert "tekst «home.title»" in load(overwrite=True)
    assert SiteText.objects.get(key="home.title").text == ""


def test_rows_an_editor_added_are_left_alone(load: Loading) -> None:
    load()
    plan = Plan.objects.get()
    extra = factories.area(name="Skoven")
    plan.areas.add(extra)
    factories.seat(Body.objects.get(key="bestyrelsen"))
    factories.initiative(FocusArea.objects.get())
    before = row_counts()
    assert "0 oprettet, 38 uændret, 0 afviger, 0 slettet" in load(overwrite=True)
    assert row_counts() == before
    assert extra in plan.areas.all()


def test_a_file_with_more_rows_adds_them_to_what_is_there(load: Loading) -> None:
    load()
    text = SMALL + (
        '\n[[boligomraade]]\nnoegle = "skoven"\nnavn = "Skoven"\n'
        '[[organ]]\nnoegle = "skovens"\nnavn = "Skovens gruppe"\nart = "lokal-styregruppe"\nboligomraade = "skoven"\n'
    )
    assert "3 oprettet, 38 uændret, 0 afviger" in load(text)
    assert [area.name for area in Plan.objects.get().areas.all()] == ["Engen", "Bakken", "Skoven"]


def test_a_second_plan_points_at_what_the_first_one_made(load: Loading) -> None:
    load()
    said = load(SECOND)
    assert "0 afviger" in said
    plan = Plan.objects.get(key="2034-2037")
    assert [str(area) for area in plan.areas.all()] == ["Engen"]
    initiative = plan.initiatives.get()
    assert (str(initiative.contact), initiative.slug) == ("Luna Lys", "mere-kaffe")
    assert str(plan.funding_sources.get().department) == "Solparken"
    assert Initiative.objects.count() == 3


def test_a_second_chair_of_somebody_who_has_one_is_a_difference(load: Loading) -> None:
    load()
    said = load(
        SECOND
        + """
[[organ]]
noegle = "ny-gruppe"
navn = "Ny gruppe"
art = "temastyregruppe"

[[organ.post]]
noegle = "ny-leder"
post = "Talsmand"
medarbejder = "luna"
"""
    )
    assert Member.objects.filter(name="Luna Lys").count() == 2
    line = "medarbejder «Luna Lys», medlem af: Luna Lys (Talsmand, Ny gruppe) → Luna Lys (Leder, Bestyrelsen)"
    assert line in said
    assert StaffMember.objects.get(member__seat__post="Leder").name == "Luna Lys"


def test_a_partnership_that_an_editor_wrote_first_becomes_the_files(load: Loading) -> None:
    factories.partnership(name="Solbyens venner")
    assert "partnerskab «Solbyen», navn: Solbyen → Solbyens venner" in load()
    load(overwrite=True)
    partnership = Partnership.objects.get()
    assert (partnership.name, partnership.key) == ("Solbyen", "solbyen")


def test_a_file_is_no_worse_for_what_editors_wrote_around_it(load: Loading) -> None:
    """A row that is there is compared, not validated against the editors' other rows."""
    load()
    member = Member.objects.get(name="Rosa Regnbue")
    Member.objects.filter(pk=member.pk).update(ends_on=datetime.date(2031, 1, 1))
    factories.member(member.seat, starts_on=datetime.date(2031, 1, 2))
    HousingArea.objects.filter(key="engen").update(name="Den store eng")
    factories.area(name="Engen")
    StaffMember.objects.update(starts_on=datetime.date(2029, 1, 1), ends_on=datetime.date(2029, 6, 1))
    assert "2 afviger" in load()
    said = load.error(SMALL, overwrite=True)
    assert "boligomraade «Engen», navn: " in said
    assert "medarbejder «Luna Lys»: Slutdatoen ligger før startdatoen." in said


def test_keys_too_long_for_the_mark_of_a_loaded_row_work_too(load: Loading) -> None:
    long = "x" * 80
    text = changed(
        ('noegle = "bestyrelsen"', f'noegle = "{long}"'),
        ('noegle = "formand"', f'noegle = "{long}"'),
        ('medlem = "Rosa Regnbue"', f'medlem = "{"R" * 150}"'),
    )
    load(text)
    Member.objects.filter(name="R" * 150).delete()
    assert "1 slettet i portalen" in load(text)


def test_no_name_outlives_its_row_in_the_mark_of_what_was_loaded(load: Loading) -> None:
    load()
    marks = set(LoadedKey.objects.values_list("key", flat=True))
    assert len(marks) == LoadedKey.objects.count()
    assert all(re.fullmatch("[0-9a-f]{64}", mark) for mark in marks)


def test_marks_from_before_are_made_alike(load: Loading) -> None:
    load()
    marks = set(LoadedKey.objects.values_list("key", flat=True))
    sum_up = import_module("core.migrations.0003_keys_without_names").sum_up
    of_luna = LoadedKey.objects.filter(table="medarbejder", key=hashlib.sha256(b"luna").hexdigest())
    assert of_luna.update(key="luna") == 1
    sum_up(apps, None)
    assert set(LoadedKey.objects.values_list("key", flat=True)) == marks
