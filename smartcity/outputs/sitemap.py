"""The sitemap (sitemaps.org): an index, and below it pages by kind of content.

Each app declares its kinds; `smartcity.urls` puts them together.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from smartcity.content.conditional import versioned


class SiteMap(Sitemap):
    """Of one kind; the host is that of the settings, whichever was asked."""

    limit = 10_000

    def __init__(self, now):
        self.now = now

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    @property
    def page_numbers(self):
        """Of the pages that hold something."""
        return [page.number for page in self.paginator if page.object_list]


class RowSiteMap(SiteMap):
    """Of one kind of object: `items` is a queryset."""

    @property
    def paginator(self):
        return KeyRangePaginator(self.items(), self.limit)

    @property
    def page_numbers(self):
        return list(self.paginator.filled())


class KeyRangePaginator(Paginator):
    """Pages by ranges of the primary key: nothing is counted, and an object keeps its page."""

    @cached_property
    def num_pages(self):
        last = self.object_list.aggregate(last=Max("pk"))["last"] or 1
        return -(-last // self.per_page)

    def filled(self):
        """The numbers of pages that hold something, each found by the first key behind the last."""
        end, keys = 0, self.object_list.order_by("pk").values_list("pk", flat=True)
        while (key := keys.filter(pk__gt=end).first()) is not None:
            number = -(-key // self.per_page)
            end = number * self.per_page
            yield number

    def page(self, number):
        number = self.validate_number(number)
        end = number * self.per_page
        rows = self.object_list.filter(pk__gt=end - self.per_page, pk__lte=end)
        return self._get_page(rows, number, self)


@require_safe
@versioned
def index(request, sitemaps):
    """All pages of all kinds."""
    pages = [
        {"location": settings.SITE_URL + reverse("sitemap", args=[kind, number])}
        for kind, sitemap in sitemaps.items()
        for number in sitemap(request.now).page_numbers
    ]
    return in_xml("sitemap_index.xml", {"sitemaps": pages})


@require_safe
@versioned
def page(request, sitemaps, kind, number):
    if kind not in sitemaps:
        raise Http404
    try:
        urls = sitemaps[kind](request.now).get_urls(page=number)
    except InvalidPage as error:
        raise Http404 from error
    return in_xml("sitemap.xml", {"urlset": urls})


def in_xml(template, context):
    text = render_to_string(template, context)
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type="application/xml; charset=utf-8", headers=headers)
