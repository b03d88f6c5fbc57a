"""The URLs of the site, preceded by the empty view."""

from django.urls import include, path

from .empty import ADDRESS, empty

urlpatterns = [path(ADDRESS.removeprefix("/"), empty), path("", include("smartcity.urls"))]
