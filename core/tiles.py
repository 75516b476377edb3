"""A picture made of the design's tiles: which an editor chose, and how they become a strip of two rows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.design import Tile

FEWEST, MOST = 3, 8
COLUMNS, ROWS = 8, 2
HOW_MANY = _("Vælg mellem %(fewest)d og %(most)d felter, eller ingen.") % {"fewest": FEWEST, "most": MOST}


def known(keys: str) -> list[Tile]:
    """The tiles of a stored text; one that nobody knows is left out."""
    return [Tile(key) for key in keys.split() if key in Tile.values]


def strip(tiles: list[Tile]) -> Iterable[tuple[int, int, Tile]]:
    """Each cell's place, and what is drawn there. The second row is shifted, so that no tile stands above itself."""
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield column, row, tiles[(column + row * (len(tiles) // 2)) % len(tiles)]


class TilesInput(forms.CheckboxSelectMultiple):
    """Boxes to tick, each with what it draws."""

    option_template_name = "admin/widgets/tile_option.html"


class TilesFormField(forms.MultipleChoiceField):
    widget = TilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(choices=Tile.choices, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return " ".join(super().clean(value))


class TilesField(models.CharField):
    """Keys of tiles with a space between; none is no picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "max_length": 200, "blank": True, "default": ""})

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        keys = value.split()
        if keys != [tile.value for tile in known(value)] or len(set(keys)) != len(keys):
            raise ValidationError(_("Et af felterne findes ikke, eller står der to gange."), code="tiles")
        if keys and not FEWEST <= len(keys) <= MOST:
            raise ValidationError(HOW_MANY, code="tiles")

    def in_words(self, value: str) -> str:
        """For the history."""
        return ", ".join(str(tile.label) for tile in known(value))

    def formfield(self, **kwargs: Any) -> Any:
        return TilesFormField(label=kwargs.get("label", self.verbose_name), help_text=self.help_text, required=False)
