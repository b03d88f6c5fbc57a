"""The places of conferences on the map: their venue or town, else their hosts.

A host is not a venue: such a place is labelled as the host and not as the location. Its Land is
that of the conference, as in the filter, else those of the hosts.
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

from .targets import MapPlace, map_targets_of

# The number of conferences on one map.
MAX_CONFERENCES = 300


@dataclass
class Place:
    """A venue, town or host with its conferences."""

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
        """Places with the same key are one place."""
        return self.name, self.is_host, *self.laender

    @property
    def anchor(self):
        """The id of the place in the list beside the map."""
        return f"ort-{self.number}-{self.laender[0]}"

    def map_place(self, today):
        """Return the MapPlace, which stands out if a conference is to come."""
        coming = [item for item in self.conferences if is_coming(item, today)]
        return MapPlace(
            self.point,
            f"{self}: {self.conferences_in_words(coming, today)}",
            self.address,
            bool(coming),
        )

    @property
    def address(self):
        """The URL of the only conference, or of the list beside the map."""
        if len(self.conferences) == 1:
            return self.conferences[0].get_absolute_url()
        return f"#{self.anchor}"

    def conferences_in_words(self, coming, today):
        """Return the title of the only conference, else their number and states."""
        count = len(self.conferences)
        if count == 1:
            only = self.conferences[0]
            title = f"{only.ordinal}: {only.title}" if only.number else only.title
            return f"{title} ({state_of(only, today)})"
        template = ngettext("%(count)s conference", "%(count)s conferences", count)
        words = template % {"count": count}
        if coming:
            return f"{words}, {_('upcoming')}: {len(coming)}"
        states = dict.fromkeys(state_of(item, today) for item in self.conferences)
        return f"{words} ({', '.join(states)})"


class Places:
    """The places of *conferences*; `unlocated` are the conferences without a known place.

    If *chosen* Länder are given, others are left out.
    """

    def __init__(self, conferences, chosen=()):
        self.by_key, self.unlocated = {}, []
        towns = town_points(conferences)
        for conference in conferences:
            places = [place for place in places_of(conference, towns, chosen) if place.laender]
            for place in places:
                self.by_key.setdefault(place.key, place).conferences.append(conference)
            if not places:
                self.unlocated.append(conference)
        for number, place in enumerate(self.all, 1):
            place.number = number

    @cached_property
    def all(self):
        """The places in alphabetical order."""
        return sorted(self.by_key.values(), key=lambda place: fold_for_sorting(place.name))

    @cached_property
    def by_land(self):
        """[(Land, [Place], number of conferences)], places without a Land last.

        A place appears under each of its Länder.
        """
        groups = {land: [] for land in [*Land, ""]}
        for place in self.all:
            for land in place.laender:
                groups[land].append(place)
        return [
            (land, places, count_conferences(places)) for land, places in groups.items() if places
        ]

    def targets(self, today):
        """Return the map targets of all places."""
        return map_targets_of([place.map_place(today) for place in self.all])


def is_coming(conference, today):
    """Return whether the conference is not cancelled and not over; its date may be open."""
    return not (conference.is_cancelled or conference.is_over(today))


def state_of(conference, today):
    """Return the state of the conference in a word."""
    if conference.is_cancelled:
        return _("cancelled")
    if conference.is_date_open:
        return _("Date open")
    return _("past") if conference.is_over(today) else _("upcoming")


def count_conferences(places):
    """Return the number of distinct conferences."""
    return len({conference for place in places for conference in place.conferences})


def town_points(conferences):
    """Return {name: point} of the towns with model projects that agree on their point."""
    candidates = {}
    names = {item.city for item in conferences if item.city and not item.point}
    for name, *degrees in ModelProject.objects.towns(names):
        candidates.setdefault(name, set()).add(plane_point(*degrees))
    return {name: points.pop() for name, points in candidates.items() if len(points) == 1}


def places_of(conference, towns, chosen):
    """Return the Place of the venue or town, else of each host that has a point."""
    hosts = [item.project for item in conference.participations.all() if item.is_host]
    own = [conference.land] if conference.land else []
    point = None if conference.is_virtual else conference.point or towns.get(conference.city)
    if point:
        name = conference.city or conference.venue or label_of(Conference, "venue")
        return [
            Place(
                name,
                point,
                displayed_laender(own or laender_of_projects(*hosts), chosen),
                is_host=False,
            )
        ]
    return [
        Place(
            host.name,
            host.point,
            displayed_laender(own or laender_of_projects(host), chosen),
            is_host=True,
        )
        for host in hosts
        if host.point
    ]


def displayed_laender(laender, chosen):
    """Return the Länder under which a place appears; [""] stands for none."""
    return [land for land in laender or [""] if not chosen or land in chosen]


def laender_of_projects(*projects):
    """Return the Länder of all projects without duplicates."""
    return list(
        dict.fromkeys(place.land for project in projects for place in project.laender.all())
    )


@require_safe
def conference_map(request):
    """Render the map of all conferences that match the filter."""
    published = Conference.objects.published(request.now)
    filterset = ConferenceFilter(request.GET, published, request=request)
    conferences = list(filterset.qs.for_map()[: MAX_CONFERENCES + 1])
    places = Places(conferences[:MAX_CONFERENCES], filterset.chosen("land"))
    context = {
        "filter": filterset,
        "places": places,
        "targets": places.targets(request.today),
        "conferences": conferences[:MAX_CONFERENCES],
        "left_out_after": MAX_CONFERENCES if len(conferences) > MAX_CONFERENCES else None,
        "nearest_theme": partial(nearest_theme, filterset),
        "tabs": filterset.qs.tab_counts(request.today),
    }
    return render(request, "conferences/conference_map.html", context)
