from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from conferences.filters import BY_RELEVANCE, BY_THEMES
from conferences.laender import Land
from conferences.models import ModelProject, Theme
from smartcity.content.values import label_of
from smartcity.lists.facets import Column, Custom, Related
from smartcity.lists.filtering import DayFilter, Ordering, SlugsFilter, ValuesFilter, WordsFilter
from smartcity.lists.filterset import CatalogueFilterSet

from .models import Article


class ArticleFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Search word"))
    art = ValuesFilter(
        label=label_of(Article, "kind"), choices=Article.Kind.choices, by=Column("kind")
    )
    groesse = ValuesFilter(
        label=label_of(Article, "municipality_size"),
        choices=Article.Size.choices,
        by=Custom(
            narrow=lambda queryset, keys, request: queryset.for_size(keys),
            counts=lambda queryset, request: queryset.size_counts(),
        ),
    )
    thema = SlugsFilter(
        label=capfirst(Theme._meta.verbose_name), queryset=Theme.objects.all, by=BY_THEMES
    )
    land = ValuesFilter(
        label=_("Land"), choices=Land.choices, by=Related("projects__laender__land", repeats=True)
    )
    projekt = SlugsFilter(
        label=capfirst(ModelProject._meta.verbose_name),
        queryset=ModelProject.objects.all,
        by=Related("projects"),
    )
    von = DayFilter(label=_("from"), field_name="published_at__date", lookup_expr="gte")
    bis = DayFilter(label=_("to"), field_name="published_at__date", lookup_expr="lte")
    sortierung = Ordering(
        label=_("Order"), usual=_("Newest first"), orders={"relevanz": BY_RELEVANCE}
    )
