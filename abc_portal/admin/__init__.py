"""Admin pages that join several rooms: logins, and the next plan."""

from abc_portal.admin import logins, next_plan  # noqa: F401
