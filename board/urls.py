from django.urls import path

from board import downloads, editions, pack_pages, progress, statuses, versions, views

urlpatterns = [
    path("udgaver/", editions.edition_list, name="edition_list"),
    path("udgaver/<int:pk>/", editions.edition, name="edition"),
    path("udgaver/<int:pk>/tal/<slug:sort>/", editions.edition_rows, name="edition_rows"),
    path("udgaver/<int:pk>/sammenlign/<int:other_pk>/", editions.compare, name="edition_compare"),
    *[
        path(f"udgaver/<int:pk>/overblik.{kind}", downloads.edition, {"kind": kind}, name=f"edition_{kind}")
        for kind in downloads.FORMATS
    ],
    path("overblik.schema.json", downloads.schema, name="board_schema"),
    *[
        path(f"{start}overblik.{kind}", downloads.overview, {"kind": kind}, name=f"overview_{kind}")
        for start in ("", "<slug:plan_slug>/")
        for kind in downloads.FORMATS
    ],
    *[
        path(f"{start}{address}", view, name=name)
        for start in ("", "<slug:plan_slug>/")
        for address, view, name in (
            ("milepaele/", progress.milestones, "milestones"),
            ("milepaele.xlsx", progress.milestones_xlsx, "milestones_xlsx"),
            ("resultater/", progress.results, "results"),
            ("resultater.xlsx", progress.results_xlsx, "results_xlsx"),
            ("status/", statuses.status_list, "status_list"),
        )
    ],
    path("status/<int:pk>/", statuses.status, name="status"),
    path("orienteringer/", pack_pages.pack_list, name="board_packs"),
    path("orienteringer/<int:pk>/", pack_pages.pack, name="board_pack"),
    path("orienteringer/<int:pk>/orientering.pdf", pack_pages.pack_pdf, name="board_pack_pdf"),
    path("budget/", versions.version_list, name="version_list"),
    path("budget/sammenlign/", versions.version_compare, name="version_compare"),
    path("budget/<int:pk>/dokument/", versions.version_document, name="version_document"),
    path("", views.board, name="board"),
    path("lovet.csv", views.pledged_csv, name="board_csv"),
    path("tal/<slug:sort>/", views.rows, name="board_rows"),
    path("tal/<slug:sort>.csv", views.rows_csv, name="board_rows_csv"),
    path("<slug:plan_slug>/", views.board, name="board"),
    path("<slug:plan_slug>/tal/<slug:sort>/", views.rows, name="board_rows"),
    path("<slug:plan_slug>/tal/<slug:sort>.csv", views.rows_csv, name="board_rows_csv"),
    path("<slug:plan_slug>/lovet.csv", views.pledged_csv, name="board_csv"),
    path("<slug:plan_slug>/budget/", versions.version_list, name="version_list"),
    path("<slug:plan_slug>/budget/sammenlign/", versions.version_compare, name="version_compare"),
]
