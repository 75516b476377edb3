from django.urls import path

from initiatives import views

urlpatterns = [
    path("initiativer/", views.initiative_list, name="initiative_list"),
    path("indsatsomraader/", views.focus_area_list, name="focus_area_list"),
    path("indsatsomraader/<slug:slug>/", views.focus_area, name="focus_area"),
]
