"""The sitemap of the website's own pages and of the lists."""

from django.urls import reverse

from .models import Page
from .outputs.sitemap import SiteMap


class ListSiteMap(SiteMap):
    """The pages at fixed addresses: by *names* those that are always there, and written ones."""

    def __init__(self, now, names):
        super().__init__(now)
        self.names = names

    def items(self):
        return [*self.names, *Page.objects.written().defer("body")]

    def location(self, item):
        return item.get_absolute_url() if isinstance(item, Page) else reverse(item)

    def lastmod(self, item):
        return item.updated_at if isinstance(item, Page) else None
