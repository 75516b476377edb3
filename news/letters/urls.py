"""The newsletter. What else stands below /nyhedsbrev/ is a subscriber's key (core/secret_addresses.py)."""

from django.urls import path

from news.letters import own_page, views

urlpatterns = [
    path("", views.subscribe, name="newsletter"),
    path("tak/", views.asked, name="newsletter_asked"),
    path("<int:year>-<int:month>/", views.letter, name="letter"),
    path("<int:year>-<int:month>/<slug:slug>/", views.letter, name="letter_of_area"),
    path("<str:token>/", own_page.own_page, name="subscriber"),
    path("<str:token>/bekraeft/", own_page.confirmed, name="subscriber_confirm"),
    path("<str:token>/valg/", own_page.choose, name="subscriber_choose"),
    path("<str:token>/meld-fra/", own_page.leave, name="subscriber_leave"),
]
