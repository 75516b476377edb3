"""Pages of the admin beside the forms: the steps of a meeting, and taking its minutes."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.urls import path

from meetings.admin import noting, steps


def page(address: str, view: Callable, name: str) -> Any:
    return path(f"meetings/meeting/<int:pk>/{address}/", admin.site.admin_view(view), name=name)


urlpatterns = [
    page("indkald", steps.call, "meeting_call"),
    page("aendringer", steps.tell_changes, "meeting_tell_changes"),
    page("aflys", steps.cancel, "meeting_cancel"),
    page("holdt", steps.hold, "meeting_hold"),
    page("godkend", steps.approve, "meeting_approve"),
    page("ret", steps.correct, "meeting_correct"),
    page("referat", noting.take_minutes, "meeting_minutes"),
]
