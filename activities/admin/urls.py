"""Pages of the admin beside the forms: the list of a date, and whom to ring."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.urls import path

from activities.admin import calls, people


def page(address: str, view: Callable, name: str) -> Any:
    return path(address, admin.site.admin_view(view), name=name)


urlpatterns = [
    page("ringeliste/", calls.call_list, "call_list"),
    page("activities/call/<int:pk>/ringet/", calls.called, "called"),
    page("activities/activity/<int:pk>/aflys/", people.call_off, "activity_call_off"),
    page("activities/activity/<int:pk>/deltagere/", people.people, "activity_people"),
    page("activities/activity/<int:pk>/deltagere/antal/", people.count, "activity_count"),
    page("activities/activity/<int:pk>/deltagere/kom/", people.tick, "activity_tick"),
    page("activities/activity/<int:pk>/deltagere/tilmeld/", people.enter, "activity_enter"),
    page("activities/signup/<int:pk>/meld-fra/", people.leave, "sign_up_leave"),
    page("activities/signup/<int:pk>/tag-pladsen/", people.accept, "sign_up_accept"),
]
