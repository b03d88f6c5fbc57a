"""The sitemap (sitemaps.org): an index, and below it pages for each kind of content.

Each app declares its kinds; `smartcity.urls` combines them.
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
    """The sitemap of one kind; its URLs use `SITE_URL`, whichever host was requested."""

    limit = 10_000

    def __init__(self, now):
        self.now = now

    def get_domain(self, site=None):
        """Return the domain of `SITE_URL`."""
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        """Return the scheme of `SITE_URL`."""
        return urlsplit(settings.SITE_URL).scheme

    @property
    def page_numbers(self):
        """The numbers of the pages that are not empty."""
        return [page.number for page in self.paginator if page.object_list]


class RowSiteMap(SiteMap):
    """The sitemap of one model: `items` returns a queryset."""

    @property
    def paginator(self):
        """A paginator by ranges of keys."""
        return KeyRangePaginator(self.items(), self.limit)

    @property
    def page_numbers(self):
        """The numbers of the pages that are not empty."""
        return list(self.paginator.filled_pages())


class KeyRangePaginator(Paginator):
    """A paginator by ranges of primary keys: no counting, and an object stays on its page."""

    @cached_property
    def num_pages(self):
        """The number of pages, empty ones included."""
        last = self.object_list.aggregate(last=Max("pk"))["last"] or 1
        return -(-last // self.per_page)

    def filled_pages(self):
        """Yield the numbers of pages that are not empty, one query for each."""
        end, keys = 0, self.object_list.order_by("pk").values_list("pk", flat=True)
        while (key := keys.filter(pk__gt=end).first()) is not None:
            number = -(-key // self.per_page)
            end = number * self.per_page
            yield number

    def page(self, number):
        """Return the page; raise InvalidPage if there is none of this number."""
        number = self.validate_number(number)
        end = number * self.per_page
        rows = self.object_list.filter(pk__gt=end - self.per_page, pk__lte=end)
        return self._get_page(rows, number, self)


@require_safe
@versioned
def index(request, sitemaps):
    """Return the index of all pages of all kinds."""
    pages = [
        {"location": settings.SITE_URL + reverse("sitemap", args=[kind, number])}
        for kind, sitemap in sitemaps.items()
        for number in sitemap(request.now).page_numbers
    ]
    return xml_response("sitemap_index.xml", {"sitemaps": pages})


@require_safe
@versioned
def page(request, sitemaps, kind, number):
    """Return one page of one kind; raise Http404 if there is none."""
    if kind not in sitemaps:
        raise Http404
    try:
        urls = sitemaps[kind](request.now).get_urls(page=number)
    except InvalidPage as error:
        raise Http404 from error
    return xml_response("sitemap.xml", {"urlset": urls})


def xml_response(template, context):
    """Return the rendered template as XML."""
    text = render_to_string(template, context)
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type="application/xml; charset=utf-8", headers=headers)
