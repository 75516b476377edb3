from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    """The board's own pages. No models: what it shows belongs to other rooms."""

    name = "board"
    verbose_name = _("Bestyrelsen")
