"""The settings of an operator, plus the empty view."""

from smartcity.settings import *  # noqa: F403 – all settings, some overridden below
from smartcity.settings import STORAGES

ROOT_URLCONF = "bench.urls"
# Static files are not requested; pages refer to them without hashes.
STATIC_ROOT = None
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
