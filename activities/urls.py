from django.urls import path

from activities import views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("kalender.ics", views.whole_feed, name="calendar_feed"),
    path("omraade/<slug:slug>.ics", views.area_feed, name="area_feed"),
    path("initiativ/<slug:slug>.ics", views.initiative_feed, name="initiative_feed"),
    path("<slug:slug>/", views.activity, name="activity"),
    path("<slug:slug>/kalender.ics", views.activity_file, name="activity_file"),
]
