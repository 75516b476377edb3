"""The portal's own settings, with what tests need: plain static files, quick passwords, N+1 detection."""

import os

os.environ.setdefault("LOCAL", "true")
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from abc_portal.settings import *  # noqa: F403
from abc_portal.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

# A page asks as many questions of any database; looking for it takes a tenth of the time.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
    MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_SHOW_ALL_CALLERS = True
# Django's formsets fetch the rows of a posted form one by one. A login asks for its session again and again, and
# whether the owner's other sessions still open anything.
ROWS_IN_FORMS = ["budget.Contribution", "initiatives.Responsibility", "organisation.Member", "organisation.Seat"]
ROWS_IN_FORMS += [f"meetings.{name}" for name in ("AgendaItem", "Attachment", "Decision", "Participant")]
ZEAL_ALLOWLIST = [{"model": model, "field": "get()"} for model in (*ROWS_IN_FORMS, "sessions.Session", "accounts.User")]

STORAGES = {
    **STORAGES,
    # Gone with the process; a test that wants to look into the folder moves it.
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# In memory, so that a test without a database can be without; the browser tests use the real one.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FORGOTTEN_PASSWORD_SECONDS = 0
WHITENOISE_AUTOREFRESH = True


def without_zeal() -> list[str]:
    return [name for name in MIDDLEWARE if not name.startswith("zeal.")]
