"""Log in and out, and change one's password. Registration has no address."""

from allauth.account import views
from django.urls import path

from accounts.views import Login

urlpatterns = [
    path("log-ind/", Login.as_view(), name="account_login"),
    path("log-ud/", views.logout, name="account_logout"),
    path("adgangskode/", views.password_change, name="account_change_password"),
]
