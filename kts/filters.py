from django.utils.translation import gettext_lazy as _

from conferences.models import ModelProject, Theme
from smartcity.filtering import SlugsFilter, ValuesFilter, WordsFilter, any_of
from smartcity.filterset import CatalogueFilterSet

from .models import Article


class ArticleFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Search word"))
    thema = SlugsFilter(label=_("Theme"), queryset=Theme.objects.all, narrow=any_of("themes"))
    art = ValuesFilter(
        label=_("Kind"),
        choices=Article.Kind.choices,
        field_name="kind",
    )
    groesse = ValuesFilter(
        label=_("Size of municipality"),
        choices=Article.Size.choices,
        narrow=lambda queryset, keys, request: queryset.for_size(keys),
    )
    projekt = SlugsFilter(
        label=_("Model project"), queryset=ModelProject.objects.all, narrow=any_of("projects")
    )
