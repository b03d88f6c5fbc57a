"""The site as an operator runs it, with one more address: a view that does nothing."""

from smartcity.settings import *  # noqa: F403 – every one of them, some changed below
from smartcity.settings import STORAGES

ROOT_URLCONF = "bench.urls"
# Nothing static is asked for; pages name it as it is.
STATIC_ROOT = None
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
