"""How lists, archive and feeds of conferences and the directory of projects are narrowed."""

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from smartcity.content.values import label_of
from smartcity.lists.facets import Column, Custom, Related, with_hits
from smartcity.lists.filtering import (
    DayFilter,
    Order,
    Ordering,
    SlugsFilter,
    ValuesFilter,
    WordsFilter,
)
from smartcity.lists.filterset import CatalogueFilterSet
from smartcity.publishing.publication import published_q

from .laender import Land
from .models import AccessibilityService, Conference, ModelProject, Series, Theme
from .models.schedule import FIRST_DAY, LAST_DAY

BY_RELEVANCE = Order(
    _("Relevance"), lambda queryset, filterset: queryset.by_relevance(filterset.cleaned["q"]), "q"
)
BY_REGISTRATION_DEADLINE = Order(
    _("End of registration"),
    lambda queryset, filterset: queryset.by_registration_deadline(filterset.request.today),
)


OUT_OF_PERIOD = _(
    "A conference that is moved out of the period disappears from this calendar without a note."
)
# What an event leaves in the course of things, by time or by what happens to it, and what those who
# subscribe are told of that. Values of all other filters are remembered
# (`conferences.calendar.memory`).
PASSING = {
    "status": _(
        "A conference that gets another status disappears from this calendar without a note. Only "
        "if it is cancelled or withdrawn it stays, as cancelled."
    ),
    "anmeldung": _(
        "A conference disappears from this calendar without a note as soon as registration is not "
        "open any more, even if you have registered."
    ),
    "jahr": OUT_OF_PERIOD,
    "von": OUT_OF_PERIOD,
    "bis": OUT_OF_PERIOD,
    "q": _(
        "With search words, a conference disappears from this calendar without a note when it no "
        "longer contains them, leaves another part of the choice or is withdrawn."
    ),
}

YEARS = range(LAST_DAY.year, FIRST_DAY.year - 1, -1)

# A merged theme is none any more: it leads to another.
BY_THEMES = Related("themes", lambda request, start: Q(**{f"{start}merged_into": None}))


def of_published_conferences(request, start):
    is_current = Q(**{f"{start}conference__themes__merged_into": None})
    return is_current & published_q(request.now, f"{start}conference__")


class ConferenceFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Search word"))
    thema = SlugsFilter(
        label=capfirst(Theme._meta.verbose_name), queryset=Theme.objects.all, by=BY_THEMES
    )
    format = ValuesFilter(
        label=_("Participation"), choices=Conference.Format.choices, by=Column("format")
    )
    land = ValuesFilter(
        label=_("Land"),
        choices=Land.choices,
        by=Custom(
            narrow=lambda queryset, keys, request: queryset.in_laender(keys),
            counts=lambda queryset, request: queryset.land_counts(),
        ),
    )
    anmeldung = ValuesFilter(
        label=_("Registration"),
        choices=[("offen", _("Registration open"))],
        by=Custom(
            narrow=lambda queryset, keys, request: queryset.registration_open(request.today),
            counts=lambda queryset, request: [
                ("offen", queryset.registration_open(request.today).count())
            ],
        ),
    )
    reihe = SlugsFilter(
        label=label_of(Conference, "series"), queryset=Series.objects.all, by=Column("series")
    )
    status = ValuesFilter(
        label=label_of(Conference, "status"), choices=Conference.Status.choices, by=Column("status")
    )
    barrierefreiheit = SlugsFilter(
        label=_("Accessibility"),
        queryset=AccessibilityService.objects.all,
        by=Related("accessibility"),
    )
    projekt = SlugsFilter(
        label=capfirst(ModelProject._meta.verbose_name),
        queryset=ModelProject.objects.all,
        by=Related("participations__project"),
    )
    jahr = ValuesFilter(
        label=_("Year"),
        choices=[(str(year), str(year)) for year in YEARS],
        by=Column("starts_on__year"),
        arrange=with_hits,
    )
    von = DayFilter(label=_("from"), field_name="ends_on", lookup_expr="gte")
    bis = DayFilter(label=_("to"), field_name="starts_on", lookup_expr="lte")
    sortierung = Ordering(
        label=_("Order"),
        usual=_("Date"),
        orders={"relevanz": BY_RELEVANCE, "anmeldeschluss": BY_REGISTRATION_DEADLINE},
    )

    @property
    def passing_notes(self):
        """What happens to subscribers because of filters in use that events leave by themselves."""
        return list(dict.fromkeys(note for name, note in PASSING.items() if name in self.narrowing))


class ArchiveFilter(ConferenceFilter):
    """Nobody can register any more for what is over."""

    sortierung = Ordering(label=_("Order"), usual=_("Date"), orders={"relevanz": BY_RELEVANCE})


class ModelProjectFilter(CatalogueFilterSet):
    q = WordsFilter(label=_("Name or place"))
    runde = ValuesFilter(
        label=label_of(ModelProject, "round"),
        choices=ModelProject.Round.choices,
        by=Column("round"),
    )
    art = ValuesFilter(
        label=label_of(ModelProject, "kind"), choices=ModelProject.Kind.choices, by=Column("kind")
    )
    land = ValuesFilter(label=_("Land"), choices=Land.choices, by=Related("laender__land"))
    thema = SlugsFilter(
        label=capfirst(Theme._meta.verbose_name),
        queryset=Theme.objects.all,
        by=Related("participations__conference__themes", of_published_conferences, repeats=True),
    )
