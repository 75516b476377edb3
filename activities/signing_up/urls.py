"""Signing up, and one's own page afterwards. What stands below /tilmelding/ is a key (core/secret_addresses.py)."""

from django.urls import path

from activities.signing_up import own_page, views

urlpatterns = [
    path("kalender/<slug:slug>/tilmeld/", views.sign_up, name="sign_up"),
    path("kalender/<slug:slug>/tilmeld-alle/", views.sign_up_all, name="sign_up_all"),
    path("tilmelding/", views.find, name="booking_find"),
    path("tilmelding/slettet/", own_page.deleted, name="booking_deleted"),
    path("tilmelding/<str:token>/", own_page.booking, name="booking"),
    path("tilmelding/<str:token>/meld-alle-fra/", own_page.leave_all, name="booking_leave_all"),
    path("tilmelding/<str:token>/slet/", own_page.delete, name="booking_delete"),
    path("tilmelding/<str:token>/<int:pk>/ja/", own_page.accept, name="booking_accept"),
    path("tilmelding/<str:token>/<int:pk>/meld-fra/", own_page.leave, name="booking_leave"),
    path("tilmelding/<str:token>/<int:pk>/antal/", own_page.resize, name="booking_resize"),
]
