from django.utils.translation import gettext_lazy as _

from conferences.filters import by
from conferences.models import ModelProject, Theme
from smartcity.filtering import SlugsFilter, ValuesFilter, WordsFilter
from smartcity.filterset import CatalogueFilterSet

from .models import Article


class ArticleFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Search word"))
    thema = SlugsFilter(label=_("Theme"), queryset=Theme.objects.current, narrow=by("themes"))
    art = ValuesFilter(
        label=_("Kind"),
        choices=Article.Kind.choices,
        narrow=lambda queryset, keys, request: queryset.filter(kind__in=keys),
    )
    groesse = ValuesFilter(
        label=_("Size of municipality"),
        choices=Article.Size.choices,
        narrow=lambda queryset, keys, request: queryset.for_size(keys),
    )
    projekt = SlugsFilter(
        label=_("Model project"), queryset=ModelProject.objects.all, narrow=by("projects")
    )
