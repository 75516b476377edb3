import datetime

from django.urls import path, register_converter

from meetings import feeds, own, views


class Day:
    """A date in an address, as `2031-05-17`."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date) -> str:
        return value.isoformat()


register_converter(Day, "day")

urlpatterns = [
    path("organisation/<slug:slug>/moeder/", views.meeting_list, name="meeting_list"),
    path("organisation/<slug:slug>/moeder/kalender.ics", feeds.body_feed, name="meeting_feed"),
    path("organisation/<slug:slug>/moeder/<day:date>/", views.meeting, name="meeting"),
    path("organisation/<slug:slug>/moeder/<day:date>/dagsorden.pdf", views.meeting_pdf, name="meeting_pdf"),
    path("organisation/<slug:slug>/beslutninger/", views.decision_list, name="decision_list"),
    path("moeder/bilag/<int:pk>/", views.attachment, name="attachment"),
    path("moeder/kalender/<str:token>.ics", feeds.own_feed, name="own_meeting_feed"),
    path("mine-grupper/", own.own_bodies, name="own_bodies"),
    path("mine-grupper/moede/<int:pk>/svar/", own.answer, name="meeting_answer"),
    path("mine-grupper/opgave/<int:pk>/gjort/", own.task_done, name="task_done"),
]
