from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "staff"
    verbose_name = _("Medarbejdere")

    def ready(self) -> None:
        from staff.models import StaffMember
        from staff.roles import end_with_the_row

        post_delete.connect(end_with_the_row, sender=StaffMember)
