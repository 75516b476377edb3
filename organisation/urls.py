from django.urls import path

from organisation import documents, views
from organisation.models import Page

urlpatterns = [
    path("dokumenter/<int:pk>/", documents.document_file, name="document_file"),
    path("privatliv/", views.page, {"kind": Page.Kind.PRIVACY}, name="page_privatliv"),
    path("tilgaengelighed/", views.page, {"kind": Page.Kind.ACCESSIBILITY}, name="page_tilgaengelighed"),
    # The law's short address for the accessibility statement, with and without a slash.
    path("was", views.was, name="was"),
    path("was/", views.was),
]
