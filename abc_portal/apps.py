from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    """The entrance: no models, only addresses, joint pages and commands."""

    name = "abc_portal"


class PortalAdminConfig(admin_apps.AdminConfig):
    default_site = "abc_portal.admin_site.DeskAdminSite"
    default = False
    # Libraries register these; nobody here has a use for them.
    UNUSED = ("auth.Group", "account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession")

    def ready(self) -> None:
        from django.contrib import admin

        super().ready()
        for name in self.UNUSED:
            if admin.site.is_registered(apps.get_model(name)):
                admin.site.unregister(apps.get_model(name))
