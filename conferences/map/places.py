"""Where conferences are on the map: at their venue or in their town, else with their hosts.

A host region is not a venue: such a place says who invites, and never that it is held there.
The Land is that of the conference, as in the filter; without one, those of its hosts.
"""

from dataclasses import dataclass, field
from functools import partial

from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from conferences.coordinates import plane_point
from conferences.filters import ConferenceFilter
from conferences.laender import Land
from conferences.models import Conference, ModelProject
from conferences.nearest import nearest_theme
from smartcity.content.values import label_of
from smartcity.text.folding import fold_for_sorting

from .targets import Spot, targets_of

# A map of more would be slow to load and to read.
MOST = 300


@dataclass
class Place:
    name: str
    point: tuple
    laender: list
    is_host: bool
    number: int = 0
    conferences: list = field(default_factory=list)

    def __str__(self):
        return _("Hosted by %(name)s") % {"name": self.name} if self.is_host else self.name

    @property
    def key(self):
        return self.name, self.is_host, *self.laender

    @property
    def anchor(self):
        return f"ort-{self.number}-{self.laender[0]}"

    def spot(self, today):
        coming = [item for item in self.conferences if is_coming(item, today)]
        return Spot(self.point, f"{self}: {self.told(coming, today)}", self.address, bool(coming))

    @property
    def address(self):
        """Of the only conference, or of all of them in the list beside the map."""
        if len(self.conferences) == 1:
            return self.conferences[0].get_absolute_url()
        return f"#{self.anchor}"

    def told(self, coming, today):
        count = len(self.conferences)
        if count == 1:
            only = self.conferences[0]
            named = f"{only.ordinal}: {only.title}" if only.number else only.title
            return f"{named} ({state_of(only, today)})"
        counted = ngettext("%(count)s conference", "%(count)s conferences", count)
        words = counted % {"count": count}
        if coming:
            return f"{words}, {_('upcoming')}: {len(coming)}"
        states = dict.fromkeys(state_of(item, today) for item in self.conferences)
        return f"{words} ({', '.join(states)})"


class Places:
    """The places of *conferences*, and those that no place is known of in `without`.

    If Länder are *chosen*, no other one is shown.
    """

    def __init__(self, conferences, chosen=()):
        self.known, self.without = {}, []
        towns = points_of_towns(conferences)
        for conference in conferences:
            found = [it for it in places_of(conference, towns, chosen) if it.laender]
            for place in found:
                self.known.setdefault(place.key, place).conferences.append(conference)
            if not found:
                self.without.append(conference)
        for number, place in enumerate(self.all, 1):
            place.number = number

    @cached_property
    def all(self):
        return sorted(self.known.values(), key=lambda place: fold_for_sorting(place.name))

    @cached_property
    def by_land(self):
        """[(Land, [Place], number of conferences)], the last one perhaps without a Land.

        A place in several Länder stands in each.
        """
        groups = {land: [] for land in [*Land, ""]}
        for place in self.all:
            for land in place.laender:
                groups[land].append(place)
        return [(land, found, how_many(found)) for land, found in groups.items() if found]

    def targets(self, today):
        return targets_of([place.spot(today) for place in self.all])


def is_coming(conference, today):
    """Whether it takes place, today or later or on a day that is still open."""
    return not (conference.is_cancelled or conference.is_over(today))


def state_of(conference, today):
    if conference.is_cancelled:
        return _("cancelled")
    if conference.is_date_open:
        return _("Date open")
    return _("past") if conference.is_over(today) else _("upcoming")


def how_many(places):
    """A conference with several hosts counts once."""
    return len({conference for place in places for conference in place.conferences})


def points_of_towns(conferences):
    """{name: point} of the towns whose point is known; of two that differ neither is."""
    found = {}
    names = {it.city for it in conferences if it.city and not it.point}
    for name, *degrees in ModelProject.objects.towns(names):
        found.setdefault(name, set()).add(plane_point(*degrees))
    return {name: points.pop() for name, points in found.items() if len(points) == 1}


def places_of(conference, towns, chosen):
    """The Place of the venue or its town, or else of each host that is on the map."""
    hosts = [item.project for item in conference.participations.all() if item.is_host]
    own = [conference.land] if conference.land else []
    point = None if conference.is_virtual else conference.point or towns.get(conference.city)
    if point:
        name = conference.city or conference.venue or label_of(Conference, "venue")
        return [Place(name, point, within(own or laender_of(*hosts), chosen), is_host=False)]
    return [
        Place(host.name, host.point, within(own or laender_of(host), chosen), is_host=True)
        for host in hosts
        if host.point
    ]


def within(laender, chosen):
    """Those in which it is shown: the chosen ones, or all, or none in particular."""
    return [land for land in laender or [""] if not chosen or land in chosen]


def laender_of(*projects):
    """Each once."""
    return list(dict.fromkeys(it.land for project in projects for it in project.laender.all()))


@require_safe
def conference_map(request):
    published = Conference.objects.published(request.now)
    asked = ConferenceFilter(request.GET, published, request=request)
    found = list(asked.qs.for_map()[: MOST + 1])
    places = Places(found[:MOST], asked.chosen("land"))
    context = {
        "filter": asked,
        "places": places,
        "targets": places.targets(request.today),
        "conferences": found[:MOST],
        "left_out_after": MOST if len(found) > MOST else None,
        "nearest_theme": partial(nearest_theme, asked),
        "tabs": asked.qs.tab_counts(request.today),
    }
    return render(request, "conferences/conference_map.html", context)
