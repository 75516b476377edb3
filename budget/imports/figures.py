"""Columns of figures: kroner, and hours.

`1.234` is a thousand and more to some spreadsheets and little more than one to others. Nothing is guessed:
a figure that reads two ways is refused, unless another in its column, such as `1.234,50`, reads one way only.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.imports.cells import is_empty, plain_number, refuse, refuse_error_value, shown
from core.money import LARGEST, as_shown, to_kroner
from core.sheets import Cell

COMMA, DOT = ",", "."
_BODY = r"\d[\d., ]*"
_SIGNED = re.compile(
    rf"(?P<sign>[-−–+]?) ?(?P<plain>{_BODY})|(?P<owed>{_BODY}?) ?[-−–]|\( ?(?P<bracketed>{_BODY}?) ?\)", re.ASCII
)
# By decimal mark. Thousands stand three and three, and the first of them is not nought.
_FORMS = {
    COMMA: re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:,(\d+))?", re.ASCII),
    DOT: re.compile(r"(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(\d+))?", re.ASCII),
}
# `1.234` and `1,234`; and `93.45`, which may be thousands that lost a nought on the way.
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}(?:\.\d{1,3}|,\d{3})", re.ASCII)


@dataclass(frozen=True)
class Figure:
    """A figure as it is written, without its sign and unit."""

    body: str
    is_negative: bool = False

    def by(self, mark: str) -> Decimal | None:
        """Its value, if that is the decimal mark; None if it cannot be."""
        found = _FORMS[mark].fullmatch(self.body)
        if not found:
            return None
        value = Decimal(f"{re.sub('[., ]', '', found[1])}.{found[2] or '0'}")
        return -value if self.is_negative else value

    @property
    def reads_two_ways(self) -> bool:
        return bool(_TWO_WAYS.fullmatch(self.body))

    def has_three_decimals(self, mark: str) -> bool:
        """Also `1.500` would be exact øre; but it is rather a thousand that went wrong."""
        return len(self.body.partition(mark)[2]) == 3

    @property
    def two_ways(self) -> tuple[str, str]:
        """Both readings, as a Dane writes them: with decimals, and in thousands."""
        whole, part = re.split("[.,]", self.body)
        sign = "−" if self.is_negative else ""
        return f"{sign}{whole},{part}", f"{sign}{whole}.{part:0<3}"

    @property
    def mark(self) -> str | None:
        """The decimal mark, where the figure leaves no doubt of it."""
        marks = [mark for mark in _FORMS if self.by(mark) is not None]
        return marks[0] if len(marks) == 1 and not self.reads_two_ways else None


def figure_in(value: Cell, unit: str) -> Figure | None:
    """The figure of a text, which may have a unit before or after it."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.lower().split())
    text = re.sub(rf"^([-−–+(]?) ?(?:{unit}) ?", r"\1", text)
    text = re.sub(rf" ?(?:{unit}) ?([-−–)]?)$", r"\1", text)
    found = _SIGNED.fullmatch(re.sub(r",[-–—]{1,2}$", ",00", text))
    if not found:
        return None
    body = found["plain"] or found["owed"] or found["bracketed"]
    figure = Figure(body, is_negative=not found["plain"] or found["sign"] not in ("", "+"))
    return figure if figure.by(COMMA) is not None or figure.by(DOT) is not None else None


class Figures:
    """What amounts and hours have in common: two decimals at most."""

    unit = ""
    largest = LARGEST
    unreadable = gettext_lazy("»%(value)s« kan ikke læses som et tal.")
    too_large = gettext_lazy("»%(value)s« er for stort et tal.")
    too_fine = gettext_lazy("»%(value)s« har flere end to decimaler.")

    def __init__(self) -> None:
        # By decimal mark, the first figure that shows it.
        self.seen: dict[str, str] = {}

    def look(self, value: Cell) -> None:
        figure = figure_in(value, self.unit)
        if figure and figure.mark:
            self.seen.setdefault(figure.mark, str(value).strip()[:40])

    def read(self, value: Cell) -> Decimal | None:
        refuse_error_value(value)
        if is_empty(value):
            return None
        number = self.number(value)
        if number is None:
            raise refuse(self.unreadable, value)
        if not abs(number) <= self.largest:
            raise refuse(self.too_large, value)
        if number != round(number, 2):
            raise refuse(self.too_fine, value)
        return to_kroner(number)

    def number(self, value: Cell) -> Decimal | None:
        if isinstance(value, float) and abs(value) <= float(self.largest):
            return as_shown(value)
        if plain_number(value):
            return Decimal(value)  # type: ignore[arg-type]
        figure = figure_in(value, self.unit)
        return self._settled(figure, value) if figure else None

    def _settled(self, figure: Figure, value: Cell) -> Decimal | None:
        """By the figure's own decimal mark, or else by that of the column."""
        if not figure.reads_two_ways:
            return figure.by(figure.mark or COMMA)
        number = figure.by(next(iter(self.seen))) if len(self.seen) == 1 else None
        if number is None or figure.has_three_decimals(next(iter(self.seen))):
            decimals, thousands = figure.two_ways
            raise refuse(
                " ".join([_("»%(value)s« kan læses på to måder: %(decimals)s eller %(thousands)s."), self._why_not()]),
                value,
                decimals=decimals,
                thousands=thousands,
                examples=_(" og ").join(f"»{one}«" for one in self.seen.values()),
            )
        return number

    def _why_not(self) -> str:
        if not self.seen:
            return _("Intet andet i kolonnen afgør det. Skriv decimalerne med, som i 1.234,50.")
        if len(self.seen) > 1:
            return _("Kolonnen selv skriver tal på begge måder, som %(examples)s. Skriv dem alle som 1.234,50.")
        return _("Ingen af dem passer med resten af kolonnen, der er skrevet som %(examples)s.")


class Amounts(Figures):
    """Kroner."""

    unit = r"kr\.?|dkk"
    unreadable = gettext_lazy("»%(value)s« kan ikke læses som et beløb. Skriv for eksempel 12.500,50.")
    too_large = gettext_lazy("»%(value)s« er for stort et beløb.")


class Credits(Amounts):
    """A column of credit, which some write with minus throughout and others without: the column settles which."""

    def __init__(self) -> None:
        super().__init__()
        # Whether a figure has a minus, and the first that shows it.
        self.signs: dict[bool, str] = {}

    def look(self, value: Cell) -> None:
        super().look(value)
        # A sign is one whatever the decimal mark is, which is not known before the whole column is.
        figure = figure_in(str(value) if plain_number(value) else value, self.unit)
        if figure and re.search("[1-9]", figure.body):
            self.signs.setdefault(figure.is_negative, shown(value))

    def read(self, value: Cell) -> Decimal | None:
        number = super().read(value)
        if number and len(self.signs) > 1:
            raise refuse(
                _("»%(value)s« står i en kolonne med kredit, der både har beløb med og uden minus, som %(examples)s."),
                value,
                examples=_(" og ").join(f"»{one}«" for one in self.signs.values()),
            )
        return abs(number) if number is not None else None


class Hours(Figures):
    """Hours and hundredths; hours and minutes, as `7:30`, where they are whole hundredths."""

    unit = r"timer|time|t\.?"
    largest = Decimal("999999.99")
    unreadable = gettext_lazy("»%(value)s« kan ikke læses som et antal timer. Skriv for eksempel 7,5.")
    too_large = gettext_lazy("»%(value)s« er for mange timer.")
    too_fine = gettext_lazy("»%(value)s« går ikke op i hundrededele af en time. Skriv for eksempel 7,5 eller 7,25.")

    def number(self, value: Cell) -> Decimal | None:
        minutes = _minutes(value)
        return super().number(value) if minutes is None else Decimal(minutes) / 60


def _minutes(value: Cell) -> int | None:
    if isinstance(value, datetime.timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, datetime.time):
        return value.hour * 60 + value.minute
    found = re.fullmatch(r"(\d{1,6}):([0-5]\d)(?::00)?", value.strip(), re.ASCII) if isinstance(value, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None
