"""How many came. Counts only, so they stay when the names are gone."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from core.history import versions
from initiatives.models import Initiative


class AttendanceQuerySet(models.QuerySet):
    def editable_by(self, user: Any) -> Self:
        own = Initiative.objects.editable_by(user)
        if not own.query.where:
            return self.all()
        return self.filter(activity__initiative__in=own.order_by().values("pk"))


class Attendance(models.Model):
    """The count of one activity: visits, new faces and volunteers are three numbers, never added up."""

    activity = models.OneToOneField(
        Activity, verbose_name=_("aktivitet"), on_delete=models.CASCADE, related_name="attendance"
    )
    visits = models.PositiveSmallIntegerField(_("besøg"), null=True, blank=True)
    new_faces = models.PositiveSmallIntegerField(_("nye ansigter"), null=True, blank=True)
    volunteers = models.PositiveSmallIntegerField(_("frivillige"), null=True, blank=True)
    # People who were signed up with a place, and how many of them came; written before their names go.
    signed_up = models.PositiveSmallIntegerField(_("tilmeldte"), null=True, blank=True, editable=False)
    came = models.PositiveSmallIntegerField(_("tilmeldte, som kom"), null=True, blank=True, editable=False)

    objects = AttendanceQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("fremmøde")
        verbose_name_plural = _("fremmøde")

    def __str__(self) -> str:
        return str(self.activity)
