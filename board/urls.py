from django.urls import path

from board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("lovet.csv", views.pledged_csv, name="board_csv"),
    path("<slug:plan_slug>/", views.board, name="board"),
    path("<slug:plan_slug>/lovet.csv", views.pledged_csv, name="board_csv"),
]
