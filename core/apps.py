from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Fælles")


class PortalAdminConfig(admin_apps.AdminConfig):
    default_site = "core.admin.PortalAdminSite"
    default = False
    # Libraries register these; nobody here has a use for them.
    UNUSED = ("auth.Group", "account.EmailAddress")

    def ready(self) -> None:
        from django.contrib import admin

        super().ready()
        for name in self.UNUSED:
            admin.site.unregister(apps.get_model(name))
