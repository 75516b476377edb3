from django.urls import path

from activities import feeds, views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("kalender.ics", feeds.whole_feed, name="calendar_feed"),
    path("omraade/<slug:slug>.ics", feeds.area_feed, name="area_feed"),
    path("initiativ/<slug:slug>.ics", feeds.initiative_feed, name="initiative_feed"),
    path("<slug:slug>/", views.activity, name="activity"),
    path("<slug:slug>/kalender.ics", feeds.activity_file, name="activity_file"),
]
