"""The lists of conferences, model projects and themes as tables."""

from operator import attrgetter

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from conferences.filters import ArchiveFilter, ConferenceFilter, ModelProjectFilter
from conferences.models import Conference, ModelProject, Theme
from smartcity.content.conditional import versioned
from smartcity.outputs.tables import csv_response, field_column, field_columns, names_of
from smartcity.text.clocks import END_OF_DAY, MIDNIGHT


def address_of(obj):
    return settings.SITE_URL + obj.get_absolute_url()


def calendar_of(obj):
    return settings.SITE_URL + obj.get_calendar_url()


def if_fixed(name):
    """A date or time on record means nothing while the date is open."""
    value_of = attrgetter(name)

    def value(conference):
        return None if conference.is_date_open else value_of(conference)

    return value


def clock(name):
    def value(conference):
        time = if_fixed(name)(conference)
        return time and f"{time:%H:%M}"

    return value


def end(conference):
    time = if_fixed("end_time")(conference)
    return time and (END_OF_DAY if time == MIDNIGHT else f"{time:%H:%M}")


# New columns stand at the end: programs may count them.
CONFERENCES = [
    *field_columns(Conference, "title", "series", "number"),
    field_column(Conference, "starts_on", if_fixed("starts_on")),
    field_column(Conference, "ends_on", if_fixed("ends_on")),
    field_column(Conference, "start_time", clock("start_time")),
    field_column(Conference, "end_time", end),
    *field_columns(Conference, "status"),
    (_("Participation"), lambda conference: conference.get_format_display()),
    *field_columns(Conference, "city", "venue", "host_region", "land", "themes"),
    *field_columns(Conference, "registration_deadline", "public_link"),
    (_("page"), address_of),
    (_("Calendar file"), lambda conference: conference.starts_on and calendar_of(conference)),
    *field_columns(Conference, *Conference.FACTS),
]
PROJECTS = [
    *field_columns(ModelProject, "name", "kind"),
    field_column(ModelProject, "round", attrgetter("round")),
    (_("Land"), names_of("laender")),
    *field_columns(ModelProject, "website", "latitude", "longitude"),
    (_("page"), address_of),
    (_("Calendar file"), calendar_of),
    *field_columns(ModelProject, *ModelProject.FACTS, *ModelProject.FIGURES, "themes"),
]
THEMES = [
    *field_columns(Theme, "name", "kind", "explanation"),
    (_("page"), address_of),
    (_("Calendar file"), calendar_of),
    *field_columns(Theme, *Theme.FACTS),
]


@require_safe
@versioned
def conferences(request):
    published = Conference.objects.published(request.now).for_cards()
    filterset = ConferenceFilter(request.GET, published.upcoming(request.today), request=request)
    return csv_response("konferenzen.csv", CONFERENCES, filterset.qs)


@require_safe
@versioned
def archive(request):
    published = Conference.objects.published(request.now).for_cards()
    filterset = ArchiveFilter(request.GET, published.past(request.today), request=request)
    return csv_response("konferenzen-archiv.csv", CONFERENCES, filterset.qs)


@require_safe
@versioned
def projects(request):
    rows = ModelProject.objects.prefetch_related("laender", "themes")
    filterset = ModelProjectFilter(request.GET, rows, request=request)
    return csv_response("modellprojekte.csv", PROJECTS, filterset.qs)


@require_safe
@versioned
def themes(request):
    return csv_response("themen.csv", THEMES, Theme.objects.current().order_by("sort_key"))
