"""How lists, archive and feeds of conferences and the directory of projects are narrowed."""

from django.utils.translation import gettext_lazy as _

from smartcity.filtering import DayFilter, Ordering, SlugsFilter, ValuesFilter, WordsFilter, any_of
from smartcity.filterset import CatalogueFilterSet

from .laender import Land
from .models import Conference, ModelProject, Series, Theme


class ConferenceFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Search word"))
    thema = SlugsFilter(label=_("Theme"), queryset=Theme.objects.all, narrow=any_of("themes"))
    format = ValuesFilter(
        label=_("Participation"),
        choices=Conference.Format.choices,
    )
    land = ValuesFilter(
        label=_("Land"),
        choices=Land.choices,
        narrow=lambda queryset, keys, request: queryset.in_laender(keys),
    )
    reihe = SlugsFilter(
        label=_("Series"),
        queryset=Series.objects.all,
        field_name="series",
    )
    status = ValuesFilter(
        label=_("Status"),
        choices=Conference.Status.choices,
    )
    anmeldung = ValuesFilter(
        label=_("Registration"),
        choices=[("offen", _("Registration open"))],
        narrow=lambda queryset, keys, request: queryset.registration_open(request.today),
    )
    projekt = SlugsFilter(
        label=_("Model project"),
        queryset=ModelProject.objects.all,
        narrow=any_of("participations__project"),
    )
    von = DayFilter(label=_("from"), field_name="ends_on", lookup_expr="gte")
    bis = DayFilter(label=_("to"), field_name="starts_on", lookup_expr="lte")
    jahr = ValuesFilter(
        label=_("Year"),
        choices=[(str(year), str(year)) for year in range(2019, 2100)],
        narrow=lambda queryset, keys, request: queryset.in_years(keys),
    )
    sortierung = Ordering(
        label=_("Order"),
        orders={
            "anmeldeschluss": lambda queryset, request: queryset.by_registration_deadline(
                request.today
            )
        },
    )

    def offered(self, name):
        """Of all possible years, those in which there is something, the latest first."""
        offered = super().offered(name)
        if name != "jahr":
            return offered
        years = self.queryset.years()
        return [(value, label) for value, label in reversed(offered) if int(value) in years]


class ArchiveFilter(ConferenceFilter):
    """What is over is shown by date, the latest first."""

    sortierung = None


class ModelProjectFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Name or place"), parts="members")
    runde = ValuesFilter(
        label=_("Round"),
        choices=ModelProject.Round.choices,
        field_name="round",
    )
    art = ValuesFilter(
        label=_("Kind"),
        choices=ModelProject.Kind.choices,
        field_name="kind",
    )
    land = ValuesFilter(
        label=_("Land"),
        choices=Land.choices,
        narrow=lambda queryset, keys, request: queryset.in_laender(keys),
    )
    thema = SlugsFilter(
        label=_("Theme"),
        queryset=Theme.objects.all,
        narrow=lambda queryset, keys, request: queryset.with_themes(keys, request.now),
    )
