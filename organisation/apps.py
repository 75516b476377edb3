from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        post_migrate.connect(add_missing_texts, sender=self)


def add_missing_texts(**kwargs: Any) -> None:
    """After a migration, a text that is new in this version can be edited."""
    from organisation.models import SiteText

    SiteText.objects.add_missing()
