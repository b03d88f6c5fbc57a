"""The part of the API that tells of articles and networks."""

from datetime import date

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from conferences.models import Conference
from conferences.outputs.api.references import Download, Named, Titled, code_of, text_of
from kts.filters import ArticleFilter
from kts.models import Article, Network
from smartcity.lists.filterset import CatalogueFilterSet
from smartcity.outputs.api import ReadOnlyRouter, Slug, absolute_url, object_at, page_of, schema_of
from smartcity.outputs.cursors import KeysetSegment

router = ReadOnlyRouter()


class Picture(Schema):
    url: str
    width: int
    height: int
    alt: str
    credit: str

    @staticmethod
    def resolve_url(obj):
        return absolute_url(obj.file.url)


LISTED_FIELDS = ["teaser", "kind", "checked_on", "authors_office"]


class ListedArticle(schema_of(Article, *LISTED_FIELDS), Titled):
    published_on: date
    themes: list[Named]
    picture: Picture | None
    municipality_size: code_of(Article.Size) | None

    @staticmethod
    def resolve_published_on(obj):
        return timezone.localdate(obj.published_at)

    @staticmethod
    def resolve_municipality_size(obj):
        return obj.municipality_size or None


class SingleArticle(schema_of(Article, *Article.FACTS), ListedArticle):
    text: str = Field(description=_("HTML of a few plain elements."))
    projects: list[Named]
    conferences: list[Titled]
    attachments: list[Download]

    @staticmethod
    def resolve_text(obj):
        return text_of(obj)

    @staticmethod
    def resolve_conferences(obj, context):
        published = Conference.objects.published(context["request"].now)
        return published.for_article(obj).without_texts().latest_first()


class ListedNetwork(schema_of(Network, "kind", "purpose"), Named):
    pass


class SingleNetwork(schema_of(Network, *Network.FACTS), ListedNetwork):
    themes: list[Named]
    projects: list[Named]


@router.list(
    "/articles/",
    ListedArticle,
    ArticleFilter,
    summary=capfirst(Article._meta.verbose_name_plural),
    description=_("The newest one first."),
    url_name="articles",
    tags=["articles"],
)
def articles(request):
    published = Article.objects.published(request.now).for_cards()
    question = ArticleFilter(request.GET, published, request=request)
    return page_of(request, question, lambda rows: [KeysetSegment(rows, "-published_at")])


@router.single(
    "/articles/{slug:slug}/",
    SingleArticle,
    summary=_("One article"),
    url_name="article",
    tags=["articles"],
)
def article(request, slug: Slug):
    return object_at(request, Article.objects.for_page(), slug, "api:article")


@router.list(
    "/networks/",
    ListedNetwork,
    summary=capfirst(Network._meta.verbose_name_plural),
    description=_("From A to Z."),
    url_name="networks",
    tags=["networks"],
)
def networks(request):
    published = Network.objects.published(request.now)
    question = CatalogueFilterSet(request.GET, published, request=request)
    return page_of(request, question, lambda rows: [KeysetSegment(rows, "sort_key")])


@router.single(
    "/networks/{slug:slug}/",
    SingleNetwork,
    summary=_("One network"),
    url_name="network",
    tags=["networks"],
)
def network(request, slug: Slug):
    return object_at(request, Network.objects.for_page(), slug, "api:network")
