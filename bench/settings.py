"""The site as an operator runs it, with one more address: a view that does nothing."""

from smartcity.settings import *  # noqa: F403 – every one of them, two changed below

ROOT_URLCONF = "bench.urls"
# Nothing static is asked for.
STATIC_ROOT = None
