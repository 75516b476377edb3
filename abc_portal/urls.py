"""The site's table of contents. Pages of a plan answer twice: at the short address for
the current plan, and below `/helhedsplaner/<plan>/` for any plan."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from abc_portal.admin.next_plan import next_plan
from abc_portal.admin.retention import retention
from abc_portal.sitemaps import sitemaps
from abc_portal.views import about, account, areas, bodies, home, initiatives, plans, previews, robots
from budget.admin.checks import checks
from core.documents_admin import document
from core.media import media
from organisation.documents import document_list

plan_pages = [
    path("om/", about.about, name="about"),
    path("dokumenter/", document_list, name="document_list"),
    path("oekonomi/", include("budget.urls")),
    path("", include("initiatives.urls")),
    path("initiativer/<slug:slug>/", initiatives.initiative, name="initiative"),
    path("boligomraader/", areas.housing_area_list, name="housing_area_list"),
    path("boligomraader/<slug:slug>/", areas.housing_area, name="housing_area"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("soeg/", home.search_page, name="search"),
    path("", include(plan_pages)),
    path("helhedsplaner/", plans.plan_list, name="plan_list"),
    path("helhedsplaner/<slug:plan_slug>/", plans.plan_detail, name="plan"),
    path("helhedsplaner/<slug:plan_slug>/", include(plan_pages)),
    path("organisation/", about.organisation, name="organisation"),
    path("organisation/<slug:slug>/", bodies.body, name="body"),
    path("", include("meetings.urls")),
    path("", include("organisation.urls")),
    path("medarbejdere/", include("staff.urls")),
    path("kalender/", include("activities.urls")),
    path("", include("activities.signing_up.urls")),
    path("", include("news.commenting.urls")),
    path("nyheder/", include("news.urls")),
    path("", include("contact.urls")),
    path("nyhedsbrev/", include("news.letters.urls")),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": sitemaps}, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon),
    path("medier/<path:path>", media, name="media"),
    path("kladde/<str:token>/", previews.preview, name="preview"),
    path("bestyrelse/", include("board.urls")),
    path("konto/", account.account, name="account"),
    path("konto/", include("accounts.urls")),
    path("admin/organisation/plan/<int:pk>/naeste/", admin.site.admin_view(next_plan), name="next_plan"),
    path("admin/afstemning/", admin.site.admin_view(checks), name="checks"),
    path("admin/opbevaring/", admin.site.admin_view(retention), name="retention"),
    path("admin/dokument/<str:kind>/<int:pk>/<str:field>/", admin.site.admin_view(document), name="document"),
    path("admin/", include("activities.admin.urls")),
    path("admin/", include("board.admin.urls")),
    path("admin/", include("meetings.admin.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "abc_portal.views.errors.bad_request"
handler500 = "abc_portal.views.errors.server_error"
