"""What differs per machine comes from the environment or the file `.env`; nothing is set = safe."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = environment.read(BASE_DIR / ".env")

# Core

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = environment.secret_key(env)
# The public address of the catalogue. Absolute links in calendars and feeds are built from it.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST, "127.0.0.1", "localhost"])

INSTALLED_APPS = [
    "smartcity.apps.SmartcityConfig",
    "conferences.apps.ConferencesConfig",
    "kts.apps.KtsConfig",
    "smartcity.apps.EditorialAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_prose_editor",
    "js_asset",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "smartcity.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "smartcity.outputs.files.FileMiddleware",
    "smartcity.outputs.cors.CorsMiddleware",
    "smartcity.middleware.RequestTimeMiddleware",
    "smartcity.middleware.ComposedQueryMiddleware",
    "smartcity.sql.plans.PlansMiddleware",
    "django.middleware.common.CommonMiddleware",
    "smartcity.accounts.login_area.SessionMiddleware",
    "smartcity.accounts.login_area.CsrfViewMiddleware",
    "smartcity.accounts.login_area.AuthenticationMiddleware",
    "smartcity.accounts.login_area.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "smartcity.accounts.login_area.BusyMiddleware",
    "smartcity.accounts.login_area.LongestLoginMiddleware",
    "smartcity.accounts.login_area.SignedFilesMiddleware",
    "smartcity.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "smartcity.urls"
WSGI_APPLICATION = "smartcity.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

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
                "smartcity.views.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "smartcity.templatetags.german",
            ],
        },
    },
]

# Database and cache

DATABASES = {"default": environment.database(env)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": environment.cache(env)}

# Internationalisation

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "medien/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")
# Where the web server keeps `MEDIA_ROOT` for answers that Django allows, such as "/uploads/".
MEDIA_REDIRECT = env("MEDIA_REDIRECT", default="")
STORAGES = {
    "default": {"BACKEND": "smartcity.media.storage.UploadStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# What a form sends besides files: a text of 10 MB is refused beside its field (docs/operations.md).
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
# Each item of a programme has some ten: Django's 1,000 end at a congress with ninety of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Rich text

CLEAN_HTML = "smartcity.media.richtext.clean_html"
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    # Whatever they make, the field cleans it.
    {
        "js": [static_lazy("js/richtext.js")],
        "extensions": dict.fromkeys(["Toolbar", "AddressLink", "HeadedTable"], CLEAN_HTML),
    },
    {"js": [static_lazy("js/pasting.js")], "extensions": {"Pasting": CLEAN_HTML}},
    {"js": [static_lazy("js/library-picture.js")], "extensions": {"LibraryPicture": CLEAN_HTML}},
]

# Accounts

AUTH_USER_MODEL = "smartcity.User"
AUTHENTICATION_BACKENDS = ["smartcity.accounts.adapters.AccountBackend"]
# Sessions, accounts and forms exist below these paths only.
LOGIN_AREA = ("/admin/", "/konto/")
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_ENGINE = "smartcity.accounts.session_store"
# A login ends an hour after the last request, and at the latest after eight.
SESSION_COOKIE_AGE = 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
LONGEST_LOGIN = 8 * 60 * 60
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
# Only `manage.py dev_login` reads it, and only in debug.
DEV_LOGIN_PASSWORD = env("DEV_LOGIN_PASSWORD", default="")
ACCOUNT_ADAPTER = "smartcity.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever invites answers for the address; nobody is told whether an address has an account.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# allauth's own stores the address as one that is not verified, and then refuses a second factor.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 – the name of a class
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_RATE_LIMITS = {
    # By network address; by account and place (`smartcity.accounts.known_browsers`).
    "login_failed": "10/m/ip,5/5m/key",
    # By account, from all places together where it never logged in.
    "login_failed_elsewhere": "100/h/key",
}
MFA_ADAPTER = "smartcity.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Modellprojekte Smart Cities"
# Clocks of phones go wrong by some seconds.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# Mail

vars().update(environment.mail(env, in_debug=DEBUG))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"redaktion@{SITE_HOST}")

# Security

IS_HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=IS_HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if IS_HTTPS else 0)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# How many proxies add to X-Forwarded-For; throttling counts by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=int(BEHIND_PROXY))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

# Logging: to the console also outside debug, where Django would only mail

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO" if DEBUG else "WARNING"}},
}

# The catalogue

# Part of every calendar UID, for life: never change it once calendars have subscribed.
CALENDAR_UID_DOMAIN = env("CALENDAR_UID_DOMAIN", default="mpsc-katalog.invalid")
