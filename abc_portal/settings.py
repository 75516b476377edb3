"""All settings, from the environment; `.env` beside manage.py is read if it is there.

Without `LOCAL=true` this is production: a secret key and host names are demanded and
cookies need HTTPS. `make run` writes a `.env` for one's own machine.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.EMAIL_SCHEMES["filemail"] = "mail.backends.FolderBackend"
env.read_env(BASE_DIR / ".env")

LOCAL = env.bool("LOCAL", False)
DEBUG = env.bool("DEBUG", False)
# Sample data and a banner that says so (`make demo`); never for a real partnership.
DEMO = env.bool("DEMO", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY mangler. Sæt den i miljøet, eller kør »make run«, som skriver en i filen .env."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "core",
    "accounts",
    "mail",
    "organisation",
    "staff",
    "initiatives",
    "activities",
    "contact",
    "news",
    "meetings",
    "budget",
    "board",
    "abc_portal",
    "abc_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "simple_history",
    "import_export",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_prose_editor",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.headers",
    "core.middleware.drop_forged_session",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.visitors_have_no_session",
    "core.middleware.personal_pages_are_not_kept",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.sessions_end_with_the_right",
    "accounts.middleware.two_factors_first",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "core.history.requests_are_acts",
    "organisation.plans.MovedPlans",
    "abc_portal.views.errors.wrong_method_page",
]

ROOT_URLCONF = "abc_portal.urls"
WSGI_APPLICATION = "abc_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "abc_portal.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database: SQLite beside manage.py, or whatever DATABASE_URL names. -----------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL er forkert. Skriv den som postgres://bruger:kode@127.0.0.1:5432/portal")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer takes the lock when its transaction begins; readers go on meanwhile.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Shared by all workers, so that limits hold over them: a table of the database, or whatever CACHE_URL names.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://portal_cache?max_entries=100000")}

# People who log in. ---------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RoleBackend"]
# Who knows which facts a role follows from (see accounts/roles.py).
ROLE_SOURCES = ["accounts.roles.guests", "organisation.roles.chairs", "staff.roles.employment"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
# Where somebody comes to after logging in.
LANDING_PAGE = "abc_portal.logins.landing_page"
INVITATION_DAYS = env.int("INVITATION_DAYS", 14)
# Far longer than it takes to write the mail.
FORGOTTEN_PASSWORD_SECONDS = 0.5

ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "user_token": "accounts.forms.UserTokenForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
# Strict for one address or one person, generous to a stairwell behind one network.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "30/m/ip,3/h/key",
    "reset_password_from_key": "30/m/ip",
    "invitation": "30/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

# The second factor is a code from an app, and recovery codes.
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", not LOCAL)
MFA_ADAPTER = "accounts.adapter.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "accounts.forms.ActivateForm",
}
# allauth keeps addresses of its own; nobody confirms them, for the secretariat invites by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Public forms: how soon and how long after it was shown one may be sent, and how often from one network.
FORM_MIN_SECONDS = env.int("FORM_MIN_SECONDS", 2)
FORM_MAX_SECONDS = env.int("FORM_MAX_SECONDS", 24 * 60 * 60)
FORM_RATE_LIMITS = {
    "comment": "5/m/ip,20/h/ip",
    "comment_report": "5/m/ip,20/h/ip",
    # How often one e-mail address is sent the link to a comment.
    "comment_key": "3/h/key",
    "enquiry": "5/m/ip,20/h/ip",
    "sign_up": "10/m/ip,60/h/ip",
    # Attempts to come to one's page with a code.
    "sign_up_code": "10/m/ip,60/h/ip",
    # How often one e-mail address is sent its links again.
    "sign_up_link": "6/h/key",
    "newsletter": "10/m/ip,60/h/ip",
    # How often one e-mail address is asked whether it wants the newsletter.
    "newsletter_mail": "3/h/key",
}

PREVIEW_DAYS = env.int("PREVIEW_DAYS", 14)

# How long things are kept (abc_portal/retention.py); the worker deletes daily what is over.
ENQUIRY_DAYS = env.int("ENQUIRY_DAYS", 180)
# How long after its publication news can be commented, and how long a comment keeps its name.
COMMENTS_OPEN_DAYS = env.int("COMMENTS_OPEN_DAYS", 90)
COMMENT_DAYS = env.int("COMMENT_DAYS", 365)
# After the date of the activity.
SIGN_UP_DAYS = env.int("SIGN_UP_DAYS", 30)
HISTORY_DAYS = env.int("HISTORY_DAYS", 730)
MAIL_DAYS = env.int("MAIL_DAYS", 30)
SEARCH_MISS_DAYS = env.int("SEARCH_MISS_DAYS", 365)
# Of who asked for the newsletter and never said yes to the mail about it.
UNCONFIRMED_DAYS = env.int("UNCONFIRMED_DAYS", 7)
TRASH_DAYS = 30
SESSION_DAYS = 14
SESSION_COOKIE_AGE = SESSION_DAYS * 24 * 3600
# What the cache holds at the longest: attempts that are counted, and a spreadsheet between preview and import.
CACHE_DAYS = 1

# How far ahead the dates of a series are made.
SERIES_WEEKS_AHEAD = env.int("SERIES_WEEKS_AHEAD", 26)
# How long an offered place is kept, and how many days before somebody is reminded.
OFFER_HOURS = env.int("OFFER_HOURS", 24)
REMINDER_DAYS = env.int("REMINDER_DAYS", 1)

# The admin's menu, what is edited most first.
ADMIN_APP_ORDER = [
    *("initiatives", "activities", "meetings", "news", "staff", "organisation", "contact"),
    *("budget", "board", "accounts", "mail"),
]

# Language. --------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
# 23. november 2031 kl. 16.30
FORMAT_MODULE_PATH = "abc_portal.formats"
USE_TZ = True

# Files. -----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/medier/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")
# What only some may read: never below MEDIA_ROOT, which a web server may hand out by itself.
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=BASE_DIR / "private")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_ROOT}},
    "staticfiles": {"BACKEND": "core.storage.BundledStaticFilesStorage"},
}
# Nobody asks for the names without a hash, and nobody downloads the editor's source maps:
# leaving them uncompressed makes collectstatic four times as fast.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Doors. -----------------------------------------------------------------------------
SECURE = not LOCAL
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", SECURE)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
CSRF_FAILURE_VIEW = "abc_portal.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies of ours stand before us: of X-Forwarded-For the entry that many from the end is
# the visitor, so that attempts are counted per visitor; what a visitor wrote before it is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Public pages run no script at all; the admin's own policy stands in core/admin.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        # No script of ours connects to anything; tools that judge a page read its robots.txt this way.
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Mail: written to the outbox, from where the worker sends it: on one's own machine to a folder of files, in
# production to the server that EMAIL_URL names.
try:
    _transport = env.email_url("EMAIL_URL", default="filemail:" if LOCAL else "smtp://127.0.0.1:25")
except (ValueError, ImproperlyConfigured):
    raise ImproperlyConfigured(
        "EMAIL_URL er forkert. Skriv den som smtp+tls://bruger:kode@mail.eksempel.dk:587"
    ) from None
MAIL_TRANSPORT = _transport.pop("EMAIL_BACKEND")
vars().update(_transport)
EMAIL_BACKEND = "mail.backends.OutboxBackend"
EMAIL_FILE_PATH = env.path("EMAIL_FILE_PATH", default=BASE_DIR / "mails")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "portal@localhost")
# Who the mails are from, and where their links lead.
OUR_NAME = "organisation.models.partnership.our_name"
SITE_URL = env.str(
    "SITE_URL",
    f"http://127.0.0.1:{env.str('PORT', '') or 8000}"
    if LOCAL
    else f"https://{next(iter(ALLOWED_HOSTS), 'localhost').lstrip('.')}",
).rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "core.secret_addresses.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
