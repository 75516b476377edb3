from django.urls import path

from budget import views

urlpatterns = [
    path("", views.money, name="money"),
    path("medfinansiering.csv", views.co_financing_csv, name="money_csv"),
]
