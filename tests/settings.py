"""The site as the tests see it: the real settings, whatever the developer's machine says."""

import os

# Before the import, for the settings read the environment then.
os.environ.update(
    ENV_FILE="",
    SECRET_KEY="for-tests-only",
    DEBUG="False",
    SITE_URL="https://katalog.example",
    SECURE_SSL_REDIRECT="False",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
# Django sets TZ to its own time zone; `tests.conftest` sets it back. A worker inherits both.
os.environ.setdefault("MACHINE_TZ", os.environ.get("TZ", ""))

from smartcity.settings import *  # noqa: F403 – every one of them, some changed below
from smartcity.settings import CACHES, DATABASES, MIDDLEWARE, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The live server speaks plain http.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STATIC_ROOT = None
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

if DATABASES["default"]["NAME"] == ":memory:":
    MIDDLEWARE.insert(0, "tests.one_at_a_time.OneAtATimeMiddleware")

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # What tests write need not survive a crash, so no commit waits for the disk.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"

# Parallel processes share one Redis, and cache.clear() empties a whole database: one for each.
if CACHES["default"]["LOCATION"].startswith("redis://"):
    server = CACHES["default"]["LOCATION"].rpartition("/")[0]
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{server}/{process + 1}"
