"""Commenting, and one's own page afterwards. What stands below /kommentar/ is a key (core/secret_addresses.py)."""

from django.urls import path

from news.commenting import own_page, views

urlpatterns = [
    path("nyheder/<slug:slug>/kommentar/", views.comment, name="comment"),
    path("nyheder/<slug:slug>/kommentar/meldt/", views.reported, name="comment_reported"),
    path("nyheder/<slug:slug>/kommentar/<int:pk>/meld/", views.report, name="comment_report"),
    path("kommentar/<str:token>/", own_page.own_comment, name="own_comment"),
    path("kommentar/<str:token>/fjern/", own_page.remove, name="own_comment_remove"),
]
