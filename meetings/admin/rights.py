"""Who edits what of meetings: all of it, or the meetings that somebody keeps the minutes of."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.models import AgendaItem, Meeting
from meetings.models.meetings import KEEP


class OfOwnMeeting:
    """For an admin: others' meetings, and all that hangs on them, are not there. A closed title is learnt nowhere else.

    When the minutes are approved, nothing of the meeting is changed but by a correction.
    """

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model._default_manager.editable_by(request.user)  # type: ignore[attr-defined]

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Django leads to the start page and names the number; one that is not theirs is simply not there."""
        raise Http404

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_fixed(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_fixed(request, obj)  # type: ignore[misc]


def is_fixed(request: HttpRequest, row: Any) -> bool:
    """Whether the row's meeting is. Django asks many times for one page; the database is asked once."""
    if row is None:
        return False
    where = _meeting_of(row)
    answers = request.__dict__.setdefault("fixed_meetings", {})
    if where not in answers:
        answers[where] = Meeting.objects.fixed().filter(where).exists()
    return answers[where]


def _meeting_of(row: Any) -> Q:
    if isinstance(row, Meeting):
        return Q(pk=row.pk)
    return Q(items=row.pk if isinstance(row, AgendaItem) else row.item_id)


def own_meeting(request: HttpRequest, pk: int) -> Meeting:
    """One that the user keeps. Raises Http404 or PermissionDenied."""
    if not request.user.has_perm(KEEP):
        raise PermissionDenied
    return get_object_or_404(Meeting.objects.editable_by(request.user).for_list(), pk=pk)
