"""Which rows of a frozen document the address asks for, in the words of /bestyrelse/tal/."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from budget.reports.cells import Cell, Cells, Selection, Sort
from budget.reports.comparing import NONE


class FrozenRows(forms.Form):
    """Never refuses: what the document does not know is left out."""

    aar = forms.ChoiceField(label=_("År"), required=False)
    indsatsomraade = forms.ChoiceField(label=_("Indsatsområde"), required=False)
    art = forms.ChoiceField(label=_("Udgiftsart"), required=False)
    kilde = forms.ChoiceField(label=_("Kilde"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)

    fields: dict[str, Any]

    def __init__(self, data: QueryDict, cells: Cells) -> None:
        super().__init__(data)
        self.cells = cells
        years = sorted({cell.year for cell in cells if cell.year is not None})
        choices = {
            "aar": [(str(year), str(year)) for year in years],
            "indsatsomraade": _named(cells.focus_areas, NONE["indsatsomraade"]),
            "art": [(str(key), name) for key, name in cells.kinds.items() if key is not None],
            "kilde": _named(cells.sources, NONE["kilde"]),
            "form": [("kontant", _("Penge")), ("timer", _("Arbejdstimer"))],
        }
        for name, field in self.fields.items():
            field.choices = [("", _("Alle")), *choices[name]]
        self.full_clean()

    def selection(self, sort: Sort) -> Selection:
        return Selection(tuple(cell for cell in self.cells.of(sort) if self._is_chosen(cell)))

    @property
    def chosen(self) -> list[str]:
        """What is asked for, in words."""
        asked = ((self.fields[name], value) for name, value in self.cleaned_data.items() if value)
        return [str(dict(field.choices)[value]) for field, value in asked]

    def _is_chosen(self, cell: Cell) -> bool:
        said = {
            "aar": "" if cell.year is None else str(cell.year),
            "indsatsomraade": NONE["indsatsomraade"] if cell.focus_area is None else str(cell.focus_area),
            "art": str(cell.kind),
            "kilde": NONE["kilde"] if cell.source is None else str(cell.source),
            "form": "timer" if self.cells.is_in_kind(cell) else "kontant",
        }
        return all(said[name] == value for name, value in self.cleaned_data.items() if value)


def _named(names: dict[int | None, str], none: str) -> list[tuple[str, str]]:
    return [(none if key is None else str(key), name) for key, name in names.items()]
