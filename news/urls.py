from django.urls import path

from news import feeds, views

urlpatterns = [
    path("", views.post_list, name="post_list"),
    path("atom.xml", feeds.whole_feed, name="posts_feed"),
    path("omraade/<slug:slug>/atom.xml", feeds.area_feed, name="area_posts_feed"),
    path("<slug:slug>/", views.post, name="post"),
]
