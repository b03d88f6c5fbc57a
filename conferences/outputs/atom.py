"""What feed readers are told: new conferences, and what changed about announced ones."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from conferences.calendar.ical import in_its_standing, location_of
from conferences.filters import ConferenceFilter
from conferences.models import Change, Conference
from smartcity.outputs.atom import SHOWN, Entry, Feed, feed_view
from smartcity.text.dates import long_span


@feed_view
def conferences(request):
    """Those that the lists show with the same parameters, upcoming and past together."""
    parameters = request.GET.copy()
    # Feeds have an order of their own.
    parameters.pop("sortierung", None)
    rows = Conference.objects.published(request.now)
    chosen = ConferenceFilter(parameters or None, rows, request=request)
    about = _("What was announced last comes first.")
    return Feed(
        title=": ".join(filter(None, [_("New conferences"), ", ".join(chosen.labels)])),
        description=" ".join([about, *chosen.problems]),
        path=request.path.replace(".atom", "/", 1) + chosen.query,
        query=chosen.query,
        entries=entries_of(chosen.qs),
    )


@feed_view
def changes(request):
    """The newest changes of published conferences, and which ones were withdrawn."""
    newest = Change.objects.announced(request.now).newest()[:SHOWN]
    return Feed(
        title=_("Changes of the conferences"),
        description=_("What was moved, cancelled or changed otherwise."),
        path=reverse("conferences:list"),
        entries=[entry_of_change(change) for change in newest],
    )


def entries_of(conferences):
    """The newest of a queryset."""
    return [atom_entry_of(conference) for conference in conferences.newest().for_cards()[:SHOWN]]


def atom_entry_of(conference):
    return Entry(
        ident=conference.uid.urn,
        title=in_its_standing(conference.title, conference),
        path=conference.get_absolute_url(),
        summary=summary_of(conference),
        published_at=conference.published_at,
        changed_at=conference.changed_at,
        categories=[theme.name for theme in conference.themes.all()],
    )


def summary_of(conference):
    """“Dienstag, 22. März 2022, 89073 Ulm. Ein Satz.”; an open date is no date."""
    day = conference.month and long_span(conference.starts_on, conference.ends_on)
    when_and_where = ", ".join(filter(None, [day, location_of(conference)]))
    return ". ".join(filter(None, [when_and_where, conference.teaser]))


def entry_of_change(change):
    conference = change.conference
    title, path = conference.title, conference.get_absolute_url()
    if conference.is_withdrawn:
        # Neither its title nor its address is public any more.
        title, path = name_without_title(conference), reverse("conferences:list")
    return Entry(
        ident=uuid.uuid5(conference.uid, str(change.pk)).urn,
        title=f"{title}: {change.text}",
        path=path,
        summary=change.sentence,
        published_at=change.made_at,
        changed_at=change.made_at,
    )


def name_without_title(conference):
    if conference.starts_on is None:
        return _("Conference without a date")
    return _("Conference on %s") % long_span(conference.starts_on, conference.ends_on)
