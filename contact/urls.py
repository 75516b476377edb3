from django.urls import path

from contact import views

urlpatterns = [
    path("", views.contact, name="contact"),
    path("skriv/", views.contact_write, name="contact_write"),
    path("skriv/tak/", views.contact_thanks, name="contact_thanks"),
]
