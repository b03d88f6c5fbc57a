"""The addresses of the site, and one that fails."""

from django.urls import path

from smartcity.urls import handler404, handler500, urlpatterns
from tests.browser.pages import FAILURE

__all__ = ["handler404", "handler500", "urlpatterns"]


def fail(request):
    raise RuntimeError("This page shows what readers see of a failure.")


urlpatterns = [*urlpatterns, path(FAILURE.removeprefix("/"), fail)]
