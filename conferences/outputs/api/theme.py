from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from conferences.models import Theme
from smartcity.lists.filterset import CatalogueFilterSet
from smartcity.outputs.api import ReadOnlyRouter, Slug, object_at, page_of, schema_of
from smartcity.outputs.cursors import KeysetSegment

from .references import Named, calendar_of

router = ReadOnlyRouter(tags=["themes"])


class ListedTheme(schema_of(Theme, "kind", "explanation", *Theme.FACTS), Named):
    calendar: str

    @staticmethod
    def resolve_calendar(obj):
        return calendar_of(obj)


@router.list(
    "/themes/",
    ListedTheme,
    summary=capfirst(Theme._meta.verbose_name_plural),
    description=_("From A to Z."),
    url_name="themes",
)
def themes(request):
    question = CatalogueFilterSet(request.GET, Theme.objects.current(), request=request)
    return page_of(request, question, lambda rows: [KeysetSegment(rows, "sort_key")])


@router.single(
    "/themes/{slug:slug}/",
    ListedTheme,
    summary=_("One theme"),
    url_name="theme",
)
def theme(request, slug: Slug):
    return object_at(request, Theme.objects.select_related("merged_into"), slug, "api:theme")
