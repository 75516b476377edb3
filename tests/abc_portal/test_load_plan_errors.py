"""What a plan file can get wrong: named by table, row and value, all at once, with nothing saved."""

import pytest
from django.core.management import CommandError
from django.db import connection

from organisation.models import HousingArea
from tests import factories
from tests.abc_portal.plan_files import SMALL, Loading, changed

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

LUNA = 'noegle = "luna"\nnavn = "Luna Lys"'
SOURCE = "medfinansiering «Solparken»"

WRONG = [
    # Money
    (
        "i_alt = 400_000\npr_aar = 100_000",
        'i_alt = 373_800\npr_aar = "93,45"',
        f"{SOURCE}: 93,45 kr. × 4 = 373,80 kr., men i alt er 373.800,00 kr.\n",
    ),
    (
        "pr_aar = 100_000",
        "pr_aar = { 2030 = 100_000, 2031 = 200_000 }",
        f"{SOURCE}: 100.000,00 kr. + 200.000,00 kr. = 300.000,00 kr., men i alt er 400.000,00 kr.",
    ),
    (
        "pr_aar = 100_000",
        "pr_aar = { 2029 = 100_000, 2030 = 300_000 }",
        f"{SOURCE}, pr_aar: 2029 ligger uden for planens år, 2030–2033.",
    ),
    ("i_alt = 400_000\n", "", f"{SOURCE}: Nøglen «i_alt» mangler. 100.000,00 kr. × 4 = 400.000,00 kr.\n"),
    (
        '"boligafdeling", "dispositionsfond"',
        '"boligafdeling", "landsfond"',
        "ramme «Boligerne», kilder: «landsfond» står også i ramme «Fonden».",
    ),
    ('afdeling = "solparken"', 'partner = "fonden"', f"{SOURCE}: Vælg netop den, kilden hører til"),
    # Rows that are pointed at
    (
        'afdeling = "solparken"',
        'afdeling = "soelparken"',
        f"{SOURCE}, afdeling: «soelparken» findes ikke i tabellen boligafdeling. Mener du «solparken»?",
    ),
    (
        'boligorganisation = "org"\nboligomraade = "engen"',
        'boligorganisation = "org"\nboligomraade = "xyz"',
        "boligafdeling «Solparken», boligomraade: «xyz» findes ikke i tabellen boligomraade. Vælg mellem: bakken,",
    ),
    (
        'omraader = ["engen"]',
        'omraader = ["engen", "skoven"]',
        "indsatsomraade.initiativ «Kaffe på trappen», omraader: «skoven» findes ikke i tabellen boligomraade.",
    ),
    (
        '{ indsatsomraade = "naboer",',
        '{ indsatsomraade = "nabo",',
        "medarbejder.ansvar «nabo» (Luna Lys), indsatsomraade: «nabo» findes ikke",
    ),
    (
        'medarbejder = "luna"',
        'medarbejder = "lun"',
        "organ.post «Leder», medarbejder: «lun» findes ikke i tabellen medarbejder.",
    ),
    (
        "husstande = 900",
        'boligomraader = ["by"]',
        "plan «Solbyens plan», boligområde «by», boligomraader: «by» findes ikke",
    ),
    # Keys and tables
    ('medlem = "Rosa Regnbue"\n', "", "organ.post «Formand»: Nøglen «medlem» mangler."),
    # Periods and dates
    (
        "til = 2033-12-31",
        "til = 2029-12-31",
        "plan «Solbyens plan»: Perioden slutter (2029-12-31), før den begynder (2030-01-01).",
    ),
    (
        "fra = 2030-02-01",
        "fra = 2030-02-01\ntil = 2030-01-31",
        "organ.post «Formand», medlem «Rosa Regnbue»: Perioden slutter (2030-01-31)",
    ),
    ("til = 2033-12-31", "til = 9999-12-31", "plan «Solbyens plan», til: 9999-12-31 ligger ikke mellem 1990 og 2100."),
    # Values of the wrong kind
    ('"Ældre", "Voksne"', f'"{"Æ" * 61}"', f"maalgruppe «{'Æ' * 60}…», navn: "),
    (
        LUNA,
        LUNA + '\nemail = "luna"',
        "medarbejder «Luna Lys», email: Indtast en gyldig e-mail-adresse. Der står «luna».",
    ),
    # What the models know
    (
        'boligomraade = "engen"\n\n[[indsats',
        "\n[[indsats",
        "organ «Gruppen i Engen»: En lokal styregruppe hører til et boligområde",
    ),
    (
        'boligorganisation = "org"\nmedlem',
        'boligorganisation = "org"\npartner = "fonden"\nmedlem',
        "organ.post «Formand»: En post hører højst til én organisation.",
    ),
    (
        'noegle = "bakken"\nnavn = "Bakken"',
        'noegle = "bakken"\nnavn = "Engen"',
        "boligomraade «Engen» (bakken), navn: ",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new[:30] for _old, new, _said in WRONG])
def test_a_mistake_is_named_with_its_row(load: Loading, old: str, new: str, said: str) -> None:
    assert f"\n- {said}" in load.error(changed((old, new)))


@pytest.mark.parametrize(("old", "new", "said"), WRONG[:18:4])
def test_mistakes_are_found_on_a_loaded_database_too(load: Loading, old: str, new: str, said: str) -> None:
    load()
    for options in ({}, {"overwrite": True}, {"dry_run": True}):
        assert said in load.error(changed((old, new)), **options)


def test_all_mistakes_are_said_at_once(load: Loading) -> None:
    said = load.error(
        changed(
            ("pr_aar = 100_000", "pr_aar = 1.5"),
            ("til = 2033-12-31", "til = 2029-12-31"),
            ("sekretariat = true", "sekretar = true"),
            ('afdeling = "solparken"', 'afdeling = "x"'),
            (LUNA, LUNA + '\nemail = "luna"'),
            ('noegle = "bakken"\nnavn = "Bakken"', 'noegle = "engen"\nnavn = "Bakken"'),
        )
    )
    problems = [line for line in said.splitlines() if line.startswith("- ")]
    assert len(problems) == 6, said
    assert said.endswith("Intet er gemt.")


def test_a_mistake_does_not_bring_others_along(load: Loading) -> None:
    """Rows that hang on a faulty one are not faulty themselves."""
    said = load.error(changed(('noegle = "2030-2033"\n', "")))
    assert [line for line in said.splitlines() if line.startswith("- ")] == [
        "- plan «Solbyens plan»: Nøglen «noegle» mangler."
    ]


def test_somebody_can_hold_one_chair_only(load: Loading) -> None:
    text = changed(('medlem = "Rosa Regnbue"', 'medarbejder = "luna"'), ("vis_navn = true\n", ""))
    assert "organ.post «Leder», medarbejder: «luna» sidder også i organ.post «Formand»." in load.error(text)


def test_another_partnerships_file_is_refused(load: Loading) -> None:
    factories.partnership(name="Månebyen", key="maanebyen")
    assert "«solbyen» er et andet partnerskab end portalens, «maanebyen»." in load.error(SMALL)


def test_a_name_that_an_editor_already_used_is_an_error(load: Loading) -> None:
    factories.area(name="Engen")
    assert "boligomraade «Engen», navn: Boligområde" in load.error(SMALL)
    assert HousingArea.objects.count() == 1


def test_a_database_that_says_no_is_no_traceback(load: Loading) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_loadedkey RENAME TO core_gone")
    with pytest.raises(CommandError, match=r"Databasen siger nej: .*core_loadedkey"):
        load()
