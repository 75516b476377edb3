"""What the fictional board is told in writing: of the last half-year, and a draft for the next one."""

import datetime
import tomllib
from pathlib import Path

from accounts.models import User
from board.half_years import HalfYear
from board.models import BoardPack
from board.packs import send, suggested
from organisation.models import Plan

DATA = Path(__file__).with_suffix(".toml")


def fill(plan: Plan, now: datetime.datetime, head: User) -> None:
    letters, fields = tomllib.loads(DATA.read_text()), suggested(plan, now)
    send(_written(letters["sent"], fields), head, now)
    _written(letters["draft"], fields | {"as_of": HalfYear(fields["as_of"]).after.as_of})


def _written(letter: str, fields: dict[str, object]) -> BoardPack:
    pack = BoardPack(letter=letter, **fields)
    pack.full_clean()
    pack.save()
    return pack
