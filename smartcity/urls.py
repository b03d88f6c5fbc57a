from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from . import views
from .models import Page

handler404 = views.not_found
handler500 = views.server_error

# Their words in German; the admin's own catalogue leaves the editor's out.
ADMIN_SCRIPTS = ["django.contrib.admin", "django_prose_editor"]

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("conferences.urls")),
    path("", include("kts.urls")),
    *[path(f"{slug}/", views.page, {"slug": slug}, name=slug) for slug in Page.Slug.values],
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("medien/<path:path>", views.upload),
    path("admin/jsi18n/", JavaScriptCatalog.as_view(packages=ADMIN_SCRIPTS)),
    path("admin/", admin.site.urls),
]
