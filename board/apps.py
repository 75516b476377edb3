from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    """The board's own pages, what is written for it, and the year's duties."""

    name = "board"
    verbose_name = _("Bestyrelsen")
