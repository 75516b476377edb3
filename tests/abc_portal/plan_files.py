"""A small plan file that says something in every table, and what tests do with it."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

SMALL = """
[partnerskab]
noegle = "solbyen"
navn = "Solbyen"
telefon = "00 00 00 00"

[plan]
noegle = "2030-2033"
navn = "Solbyens plan"
fra = 2030-01-01
til = 2033-12-31
husstande = 900
vision = "Godt at bo her."

[[ramme]]
navn = "Fonden"
mio_kr = "1,25"
kilder = ["landsfond"]

[[ramme]]
navn = "Boligerne"
mio_kr = 1
kilder = ["boligafdeling", "dispositionsfond"]

[[administration]]
noegle = "adm"
navn = "Boligadministrationen"

[[boligorganisation]]
noegle = "org"
navn = "Boligselskabet"
administration = "adm"

[[partner]]
noegle = "fonden"
navn = "Fonden"
art = "landsfond"

[[boligomraade]]
noegle = "engen"
navn = "Engen"
moenster = "waves"
farve = "teal"
tekst = "Grønt og fladt."

[[boligomraade]]
noegle = "bakken"
navn = "Bakken"

[[boligafdeling]]
noegle = "solparken"
navn = "Solparken"
boligorganisation = "org"
boligomraade = "engen"
skrives_ogsaa = ["Solpark", "Sol-Parken"]

[[organ]]
noegle = "bestyrelsen"
navn = "Bestyrelsen"
art = "bestyrelse"
moeder_pr_aar = 4
formaal = "<ul>\\n<li>leder</li>\\n<li>fordeler</li>\\n</ul>"

[[organ.post]]
noegle = "formand"
post = "Formand"
boligorganisation = "org"
medlem = "Rosa Regnbue"
vis_navn = true
fra = 2030-02-01

[[organ.post]]
noegle = "leder"
post = "Leder"
for = "Solbyen"
medarbejder = "luna"

[[organ]]
noegle = "engens-gruppe"
navn = "Gruppen i Engen"
art = "lokal-styregruppe"
boligomraade = "engen"

[[indsatsomraade]]
noegle = "naboer"
navn = "Naboer"
maerke = "leaf"

[[indsatsomraade.initiativ]]
noegle = "kaffe"
navn = "Kaffe på trappen"
resume = "Drik kaffe med dine naboer."
omraader = ["engen"]
maalgrupper = ["Ældre", "Voksne"]
kontakt = "luna"
tilstand = "pause"
naar = "Tirsdage kl. 10"
hvor = "Trappen"
gratis = false
pris = "5 kr."
sprog = ["Dansk", "Tysk"]
tilmelding = "Bare mød op"

[[indsatsomraade.initiativ]]
noegle = "fest"
navn = "Nabofest"
resume = "En fest for alle."
omraader = "alle"
foreloebig = true

[[medarbejder]]
noegle = "luna"
navn = "Luna Lys"
sekretariat = true
fra = 2030-01-01
sprog = ["dansk", "tysk"]
ansvar = [{ indsatsomraade = "naboer", hvad = "kaffe" }]

[[medfinansiering]]
noegle = "fonden"
navn = "Fonden"
art = "landsfond"
form = "kontant"
partner = "fonden"
i_alt = 1_250_000
afrundet = true

[[medfinansiering]]
noegle = "solparken"
navn = "Solparken"
art = "boligafdeling"
form = "kontant"
afdeling = "solparken"
i_alt = 400_000
pr_aar = 100_000

[[medfinansiering]]
noegle = "selskabet"
navn = "Selskabets fond"
art = "dispositionsfond"
form = "timer"
boligorganisation = "org"
i_alt = "1.000,50"
pr_aar = { 2030 = 400, 2031 = "600,50" }

[[tekst]]
noegle = "home.title"
tekst = "Kom og vær med"

[[side]]
noegle = "privatliv"
titel = "Privatliv"
tekst = "Vi gemmer næsten ingenting."
"""

ROOMS = ["core", "organisation", "staff", "initiatives", "budget", "contact"]


class Loading:
    """Writes a plan file and loads it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "plan.toml"

    def __call__(self, content: str | bytes = SMALL, **options: Any) -> str:
        """What the command prints."""
        self.file.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = StringIO()
        call_command("load_plan", str(self.file), stdout=out, **options)
        return out.getvalue()

    def error(self, content: str | bytes, **options: Any) -> str:
        """What the command says is wrong; nothing may have been saved."""
        before = row_counts()
        with pytest.raises(CommandError) as caught:
            self(content, **options)
        assert caught.value.returncode == 1
        assert row_counts() == before
        return str(caught.value)


def changed(*pairs: tuple[str, str], text: str = SMALL) -> str:
    """The small plan with some of its text replaced, once each."""
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def row_counts() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }
