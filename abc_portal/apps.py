from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The entrance: no models, only addresses, joint pages and commands."""

    name = "abc_portal"
