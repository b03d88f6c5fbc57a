"""The editable pages as seen by templates, the sitemap and the facts loader."""

from django.conf import settings
from django.urls import reverse

from .models import Page
from .outputs.sitemap import SiteMap


def site(request):
    """Return the context variables of every template."""
    return {"SITE_URL": settings.SITE_URL, "optional_pages": optional_pages}


def optional_pages():
    """Return [(URL, title)] of the pages that are linked only once they have a text.

    Templates call it where they need it, so that other pages, such as the error page, cost no
    query.
    """
    pages = Page.objects.written().filter(slug__in=Page.OPTIONAL).order_by("-slug")
    return [(page.get_absolute_url(), page.title) for page in pages.defer("body")]


class ListSiteMap(SiteMap):
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


def add_pages(facts):
    """Add the pages for which the folder of facts has texts."""
    for text in facts.texts("pages", ["title"]):
        facts.add(text.fill(Page, "slug", "title", body="text"), text)
