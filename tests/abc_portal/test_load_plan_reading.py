"""What reading a plan file refuses: bytes that are no plan, keys nobody knows, values of the wrong kind."""

import tomllib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from abc_portal.plan_file.problems import Problems
from abc_portal.plan_file.rows import read_rows
from abc_portal.plan_file.values import PointNumber
from organisation.models import Plan
from tests.abc_portal.plan_files import SMALL, Loading, changed

COFFEE = "indsatsomraade.initiativ «Kaffe på trappen»"
LUNA = 'noegle = "luna"\nnavn = "Luna Lys"'
SOURCE = "medfinansiering «Solparken»"

WRONG = [
    # Money
    (
        "pr_aar = 100_000",
        "pr_aar = 93.450",
        f"{SOURCE}, pr_aar: 93.450 er skrevet med punktum og kan læses på to måder.",
    ),
    ("pr_aar = 100_000", "pr_aar = nan", f"{SOURCE}, pr_aar: nan er skrevet med punktum"),
    ("pr_aar = 100_000", 'pr_aar = "100.00"', f"{SOURCE}, pr_aar: »100.00« kan ikke læses som et beløb."),
    ("pr_aar = 100_000", "pr_aar = -100_000", f"{SOURCE}, pr_aar: Beløbet er negativt: −100.000,00 kr."),
    ("pr_aar = 100_000", "pr_aar = true", f"{SOURCE}, pr_aar: Her skal stå et beløb, men der står true."),
    ("pr_aar = 100_000", "pr_aar = [100]", f"{SOURCE}, pr_aar: Her skal stå et beløb, men der står en liste."),
    ("pr_aar = 100_000", "pr_aar = {}", f"{SOURCE}, pr_aar: Tabellen er tom."),
    ("pr_aar = 100_000", "pr_aar = { 2030 = 1.5 }", f"{SOURCE}, pr_aar: 2030: 1.5 er skrevet med punktum"),
    ("pr_aar = 100_000", "pr_aar = { midt = 4 }", f"{SOURCE}, pr_aar: midt: Det er ikke et årstal."),
    ("i_alt = 400_000", "i_alt = 4e5", f"{SOURCE}, i_alt: 4e5 er skrevet med punktum"),
    ("i_alt = 400_000", f"i_alt = {'9' * 15}", f"{SOURCE}, i_alt: {'9' * 15} er for stort et beløb."),
    ("i_alt = 400_000", f"i_alt = 0x{'f' * 5000}", f"{SOURCE}, i_alt: et tal med over 20 cifre er for stort et beløb."),
    ("i_alt = 400_000", f'i_alt = "{"9" * 100}"', f"{SOURCE}, i_alt: Beløbet er for stort."),
    ('mio_kr = "1,25"', "mio_kr = 1.25", "ramme «Fonden», mio_kr: Her skal stå millioner kroner i anførselstegn"),
    ('mio_kr = "1,25"', 'mio_kr = "-1,25"', "ramme «Fonden», mio_kr: Beløbet er negativt: «-1,25»."),
    ('mio_kr = "1,25"', f"mio_kr = {'9' * 13}", "ramme «Fonden», mio_kr: Her skal stå millioner"),
    (
        'form = "timer"',
        'form = "time"',
        "medfinansiering «Selskabets fond», form: «time» kendes ikke. Vælg mellem: kontant, timer.",
    ),
    # Keys and tables
    (
        'noegle = "bakken"\nnavn = "Bakken"',
        'noegle = "engen"\nnavn = "Bakken"',
        "boligomraade «Bakken», noegle: «engen» står også ved «Engen».",
    ),
    (
        '{ indsatsomraade = "naboer", hvad = "kaffe" }',
        '{ indsatsomraade = "naboer" }, { indsatsomraade = "naboer" }',
        "medarbejder.ansvar «naboer» (Luna Lys), indsatsomraade: «naboer» står også ved «naboer».",
    ),
    (
        "sekretariat = true",
        "sekretariatt = true",
        "medarbejder «Luna Lys»: Ukendt nøgle «sekretariatt». Mener du «sekretariat»?",
    ),
    ("sekretariat = true", "zzz = true", "medarbejder «Luna Lys»: Ukendt nøgle «zzz». Vælg mellem: noegle, navn"),
    ("[[side]]", "[[sider]]", "Ukendt tabel «sider». Mener du «side»?"),
    ("[[side]]", "[side]", "Tabellen skrives [[side]], men der står en tabel."),
    ("[partnerskab]", "[[partnerskab]]", "Tabellen skrives [partnerskab], men der står en liste."),
    ("[partnerskab]", "[partnerskaber]", "Tabellen [partnerskab] mangler."),
    (
        'ansvar = [{ indsatsomraade = "naboer", hvad = "kaffe" }]',
        'ansvar = ["naboer"]',
        "medarbejder «Luna Lys», ansvar: Tabellen skrives",
    ),
    (LUNA, LUNA.replace('noegle = "luna"\n', ""), "medarbejder «Luna Lys»: Nøglen «noegle» mangler."),
    (LUNA, 'noegle = "luna"', "medarbejder «luna»: Nøglen «navn» mangler."),
    ('noegle = "org"\nnavn = "Boligselskabet"', "", "boligorganisation «nummer 1»: Nøglen «navn» mangler."),
    ('tekst = "Kom og vær med"', 'tekst = ""', "tekst «home.title», tekst: Teksten er tom. Udelad nøglen"),
    (
        'noegle = "home.title"',
        'noegle = "home.titel"',
        "tekst «home.titel», noegle: «home.titel» kendes ikke. Mener du «home.title»?",
    ),
    # Periods and dates
    ("til = 2033-12-31", 'til = "2033-12-31"', "plan «Solbyens plan», til: Her skal stå en dato uden anførselstegn"),
    ("til = 2033-12-31", "til = 2033-12-31T12:00:00Z", "plan «Solbyens plan», til: Her skal stå en dato"),
    ("til = 2033-12-31", "til = 12:00:00", "plan «Solbyens plan», til: Her skal stå en dato"),
    # Values of the wrong kind
    (
        'moenster = "waves"',
        'moenster = "wave"',
        "boligomraade «Engen», moenster: «wave» kendes ikke. Vælg mellem: hills, waves, blocks",
    ),
    (
        'maerke = "leaf"',
        "maerke = 3",
        "indsatsomraade «Naboer», maerke: Her skal stå en tekst i anførselstegn, men der står 3.",
    ),
    (
        "sekretariat = true",
        'sekretariat = "ja"',
        "medarbejder «Luna Lys», sekretariat: Her skal stå true/false, men der står «ja».",
    ),
    (
        "husstande = 900",
        "husstande = true",
        "plan «Solbyens plan», husstande: Her skal stå et helt tal, men der står true.",
    ),
    ("husstande = 900", "husstande = 0", "plan «Solbyens plan», husstande: Tallet er 0. Udelad nøglen"),
    (
        "husstande = 900",
        "husstande = 9_000_000",
        "plan «Solbyens plan», husstande: 9000000 ligger ikke mellem 1 og 1.000.000.",
    ),
    ("moeder_pr_aar = 4", "moeder_pr_aar = -4", "organ «Bestyrelsen», moeder_pr_aar: -4 ligger ikke mellem 1 og 366."),
    ('sprog = ["dansk", "tysk"]', 'sprog = "dansk"', "medarbejder «Luna Lys», sprog: Her skal stå en liste"),
    (
        'sprog = ["dansk", "tysk"]',
        'sprog = ["dansk", "dansk"]',
        "medarbejder «Luna Lys», sprog: «dansk» står to gange.",
    ),
    ('sprog = ["dansk", "tysk"]', "sprog = []", "medarbejder «Luna Lys», sprog: Listen er tom."),
    ('sprog = ["dansk", "tysk"]', "sprog = [1]", "medarbejder «Luna Lys», sprog: Her skal stå en tekst"),
    ('tilstand = "pause"', 'tilstand = "doed"', f"{COFFEE}, tilstand: «doed» kendes ikke."),
    ("gratis = false", 'gratis = "nej"', f"{COFFEE}, gratis: Her skal stå true/false"),
    ('naar = "Tirsdage', 'naar = "' + "x" * 121, f"{COFFEE}, naar: Teksten"),
    ('sprog = ["Dansk", "Tysk"]', 'sprog = "Dansk"', f"{COFFEE}, sprog: Her skal stå en liste"),
    (
        'omraader = "alle"',
        'omraader = "mange"',
        'indsatsomraade.initiativ «Nabofest», omraader: Her skal stå "alle" eller en liste',
    ),
    (
        LUNA,
        LUNA.replace("Luna Lys", "L" * 151),
        f"medarbejder «{'L' * 60}…», navn: Teksten «{'L' * 30}…» er på 151 tegn. Der er plads til 150.",
    ),
    ('telefon = "00 00 00 00"', f'aabningstid = "{"x" * 501}"', "partnerskab «Solbyen», aabningstid: Teksten"),
    (LUNA, LUNA.replace("Lys", "\\u0000"), "medarbejder «Luna \ufffd», navn: Teksten har et usynligt tegn, U+0000."),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new[:30] for _old, new, _said in WRONG])
def test_a_mistake_is_named_with_its_row(old: str, new: str, said: str) -> None:
    problems = Problems()
    read_rows(tomllib.loads(changed((old, new)), parse_float=PointNumber), problems)
    assert [sentence for sentence in problems.sentences() if sentence.startswith(said)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (b" \n\n", "Filen er tom."),
        (b"# kun en kommentar\n", "Tabellen [plan] mangler."),
        (bytes(range(256)), "Filen er ikke en tekstfil i UTF-8."),
        (SMALL.encode("utf-16"), "Filen er ikke en tekstfil i UTF-8."),
        (SMALL.encode("latin-1"), "Filen er ikke en tekstfil i UTF-8."),
        (b'navn = "a\0b"', "Filen er ikke en tekstfil i UTF-8."),
        (
            b'[plan]\nnavn = "Plan\n',
            'linje 2, tegn 13: «navn = "Plan» kan ikke læses som TOML (et anførselstegn mangler)',
        ),
        (b"[plan]\nnavn = Plan\n", "linje 2, tegn 8: «navn = Plan» kan ikke læses som TOML (værdien kan"),
        (b"[plan]\n[plan]\n", "linje 2, tegn 6: «[plan]» kan ikke læses som TOML (tabellen står to gange)."),
        ("[plan]\nområde = 1\n".encode(), "linje 2, tegn 4: «område = 1» kan ikke læses som TOML (efter en nøgle"),
        (b"[plan]\nx = 1\nx = 2\n", "«x = 2» kan ikke læses som TOML (nøglen står to gange)."),
        (b"[plan]\nx = [1,", "Filen slutter midt i noget"),
        (b"x = " + b"9" * 5000, "Filen kan ikke læses som TOML"),
        (b"x = " + b"[" * 5000, "alt for mange lag"),
        (b"x = 1\n" * 400_000, "Filen fylder mere end 2 MB."),
        (b"x = 2030-02-30", "linje 1"),
        (b"plan = 3\npartnerskab = 4", "Tabellen skrives [plan], men der står 3."),
    ],
)
def test_what_is_not_a_plan_is_refused(load: Loading, content: bytes, said: str) -> None:
    assert said in load.error(content)


@pytest.mark.django_db
def test_a_file_from_notepad_is_read(load: Loading) -> None:
    load(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert Plan.objects.get().name == "Solbyens plan"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("findes-ikke.toml", "Filen findes ikke."),
        (".", "Det er en mappe, ikke en fil."),
        ("a\0b", "Filen kan ikke åbnes"),
        ("/dev/zero", "Det er ikke en almindelig fil."),
    ],
)
def test_a_path_to_no_file_is_refused(path: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("load_plan", str(tmp_path / path))
