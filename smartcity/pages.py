"""The editable pages of the website, as templates, the sitemap and the facts know them."""

from django.conf import settings
from django.urls import reverse

from .models import Page
from .outputs.sitemap import SiteMap


def site(request):
    """Return what every template may know about the website, whoever sent the request."""
    return {"SITE_URL": settings.SITE_URL, "optional_pages": optional_pages}


def optional_pages():
    """Return [(address, title)] of the pages that are linked only once they have a text.

    Templates call it where they show it, so that other pages cost no query, least of all the page
    for failures.
    """
    written = Page.objects.written().filter(slug__in=Page.OPTIONAL).order_by("-slug")
    return [(page.get_absolute_url(), page.title) for page in written.defer("body")]


class ListSiteMap(SiteMap):
    """The pages at fixed addresses: the views called *names*, and the editable pages with text."""

    def __init__(self, now, names):
        super().__init__(now)
        self.names = names

    def items(self):
        return [*self.names, *Page.objects.written().defer("body")]

    def location(self, item):
        return item.get_absolute_url() if isinstance(item, Page) else reverse(item)

    def lastmod(self, item):
        return item.updated_at if isinstance(item, Page) else None


def add_pages(facts):
    """Add the pages that the folder of facts has texts for."""
    for text in facts.texts("pages", ["title"]):
        facts.add(text.fill(Page, "slug", "title", body="text"), text)
