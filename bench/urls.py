"""All addresses of the site, after the empty view."""

from django.urls import include, path

from .empty import ADDRESS, empty

urlpatterns = [path(ADDRESS.removeprefix("/"), empty), path("", include("smartcity.urls"))]
