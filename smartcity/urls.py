from functools import partial

from allauth.account.views import logout
from django.contrib import admin
from django.urls import include, path, reverse
from django.views.generic import RedirectView, TemplateView

from conferences.outputs import sitemap as conferences
from kts.outputs import sitemap as kts

from . import api_v1, views
from .models import Page
from .outputs import sitemap


class ListSiteMap(sitemap.SiteMap):
    """The views called *names*, and the editable pages with text."""

    def __init__(self, now, names):
        super().__init__(now)
        self.names = names

    def items(self):
        """Return names of URL patterns, and pages."""
        return [*self.names, *Page.objects.written().defer("body")]

    def location(self, item):
        """Return the path of a name or page."""
        return item.get_absolute_url() if isinstance(item, Page) else reverse(item)

    def lastmod(self, item):
        """Return when a page was changed; None for a view."""
        return item.updated_at if isinstance(item, Page) else None


handler400 = views.bad_request
handler404 = views.not_found
# allauth looks for it here; Django has none.
handler429 = views.too_many_requests
handler500 = views.server_error

LISTS = ["home", *conferences.LISTS, *kts.LISTS]
SITEMAPS = {
    "seiten": partial(ListSiteMap, names=LISTS),
    "konferenzen": conferences.ConferenceSiteMap,
    "modellprojekte": conferences.ProjectSiteMap,
    "themen": conferences.ThemeSiteMap,
    "reihen": conferences.SeriesSiteMap,
    "wissen": kts.ArticleSiteMap,
    "netzwerke": kts.NetworkSiteMap,
}

robots = TemplateView.as_view(
    template_name="smartcity/robots.txt", content_type="text/plain; charset=utf-8"
)
opensearch = TemplateView.as_view(
    template_name="smartcity/opensearch.xml",
    content_type="application/opensearchdescription+xml; charset=utf-8",
)

urlpatterns = [
    path("", views.home, name="home"),
    path("suche/", views.search, name="search"),
    path("", include("conferences.urls")),
    path("", include("kts.urls")),
    *[path(f"{slug}/", views.page, {"slug": slug}, name=slug) for slug in Page.Slug.values],
    path("sitemap.xml", sitemap.index, {"sitemaps": SITEMAPS}, name="sitemaps"),
    path(
        "sitemap-<slug:kind>-<int:number>.xml", sitemap.page, {"sitemaps": SITEMAPS}, name="sitemap"
    ),
    path("robots.txt", robots),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("api/v1/", api_v1.page, name="api"),
    path("api/v1/openapi.json", api_v1.openapi, name="openapi"),
    path("api/v1/", api_v1.api.urls),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("vorschau/<str:token>/", views.preview, name="preview"),
    path("medien/<path:path>", views.upload),
    path("admin/jsi18n/", views.AdminJavaScriptCatalog.as_view()),
    # Instead of the admin's own pages: second factor and throttling are allauth's.
    path("admin/login/", views.admin_login),
    path("admin/logout/", logout),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    # It leads to the page of any object, whoever asks.
    path("admin/r/<path:rest>", views.nothing_here),
    path("admin/", admin.site.urls),
    path("konto/", include("smartcity.accounts.urls")),
]
