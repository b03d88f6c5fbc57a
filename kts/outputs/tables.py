"""The lists of articles and networks as tables."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from conferences.outputs.tables import address_of, names_of
from kts.filters import ArticleFilter
from kts.models import Article, Network
from smartcity.content.conditional import versioned
from smartcity.outputs.tables import csv_response

ARTICLES = [
    (_("title"), attrgetter("title")),
    (_("teaser"), attrgetter("teaser")),
    (_("kind"), lambda article: article.get_kind_display()),
    (_("published at"), lambda article: timezone.localdate(article.published_at)),
    (_("checked on"), attrgetter("checked_on")),
    (_("authors (office)"), attrgetter("authors_office")),
    (_("themes"), names_of("themes")),
    (_("model projects"), names_of("projects")),
    (_("size of municipality"), lambda article: article.get_municipality_size_display()),
    (_("effort"), attrgetter("effort")),
    (_("cost frame"), attrgetter("cost_frame")),
    (_("contact office"), attrgetter("contact_office")),
    (_("licence"), attrgetter("licence")),
    (_("re-used by"), attrgetter("reused_by")),
    (_("Page"), address_of),
]
NETWORKS = [
    (_("name"), attrgetter("name")),
    (_("kind"), lambda network: network.get_kind_display()),
    (_("purpose"), attrgetter("purpose")),
    (_("themes"), names_of("themes")),
    (_("member projects"), names_of("projects")),
    (_("contact office"), attrgetter("contact_office")),
    (_("Page"), address_of),
]


@require_safe
@versioned
def articles(request):
    published = Article.objects.published(request.now).newest().for_tables()
    asked = ArticleFilter(request.GET, published, request=request)
    return csv_response("wissen.csv", ARTICLES, asked.qs)


@require_safe
@versioned
def networks(request):
    published = Network.objects.published(request.now).for_page()
    return csv_response("netzwerke.csv", NETWORKS, published.order_by("sort_key"))
