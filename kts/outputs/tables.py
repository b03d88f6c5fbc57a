"""The lists of articles and networks as tables."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from conferences.outputs.tables import address_of
from kts.filters import ArticleFilter
from kts.models import Article, Network
from smartcity.content.conditional import versioned
from smartcity.outputs.tables import csv_response, field_column, field_columns

ARTICLES = [
    *field_columns(Article, "title", "teaser", "kind"),
    field_column(Article, "published_at", lambda article: timezone.localdate(article.published_at)),
    *field_columns(Article, "checked_on", "authors_office", "themes", "projects"),
    *field_columns(Article, "municipality_size", *Article.FACTS),
    (_("page"), address_of),
]
NETWORKS = [
    *field_columns(Network, "name", "kind", "purpose", "themes", "projects", *Network.FACTS),
    (_("page"), address_of),
]


@require_safe
@versioned
def articles(request):
    published = Article.objects.published(request.now).newest().for_tables()
    filterset = ArticleFilter(request.GET, published, request=request)
    return csv_response("wissen.csv", ARTICLES, filterset.qs)


@require_safe
@versioned
def networks(request):
    published = Network.objects.published(request.now).for_page()
    return csv_response("netzwerke.csv", NETWORKS, published.order_by("sort_key"))
