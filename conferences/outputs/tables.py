"""The lists of conferences, model projects and themes as tables."""

from operator import attrgetter

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from conferences.filters import ArchiveFilter, ConferenceFilter, ModelProjectFilter
from conferences.models import Conference, ModelProject, Theme
from smartcity.content.conditional import versioned
from smartcity.outputs.tables import column_of, columns_of, csv_response, names_of
from smartcity.text.clocks import END_OF_DAY, MIDNIGHT


def address_of(obj):
    return settings.SITE_URL + obj.get_absolute_url()


def calendar_of(obj):
    return settings.SITE_URL + obj.get_calendar_url()


def if_fixed(name):
    """A date or time on record means nothing while the date is open."""

    def value(conference):
        return None if conference.is_date_open else getattr(conference, name)

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
    *columns_of(Conference, "title", "series", "number"),
    column_of(Conference, "starts_on", if_fixed("starts_on")),
    column_of(Conference, "ends_on", if_fixed("ends_on")),
    column_of(Conference, "start_time", clock("start_time")),
    column_of(Conference, "end_time", end),
    *columns_of(Conference, "status"),
    (_("Participation"), lambda conference: conference.get_format_display()),
    *columns_of(Conference, "city", "venue", "host_region", "land", "themes"),
    *columns_of(Conference, "registration_deadline", "public_link"),
    (_("page"), address_of),
    (_("Calendar file"), lambda conference: conference.starts_on and calendar_of(conference)),
    *columns_of(Conference, *Conference.FACTS),
]
PROJECTS = [
    *columns_of(ModelProject, "name", "kind"),
    column_of(ModelProject, "round", attrgetter("round")),
    (_("Land"), names_of("laender")),
    *columns_of(ModelProject, "website", "latitude", "longitude"),
    (_("page"), address_of),
    (_("Calendar file"), calendar_of),
    *columns_of(ModelProject, *ModelProject.FACTS),
]
THEMES = [
    *columns_of(Theme, "name", "kind", "explanation"),
    (_("page"), address_of),
    (_("Calendar file"), calendar_of),
    *columns_of(Theme, *Theme.FACTS),
]


@require_safe
@versioned
def conferences(request):
    published = Conference.objects.published(request.now).for_cards()
    asked = ConferenceFilter(request.GET, published.upcoming(request.today), request=request)
    return csv_response("konferenzen.csv", CONFERENCES, asked.qs)


@require_safe
@versioned
def archive(request):
    published = Conference.objects.published(request.now).for_cards()
    asked = ArchiveFilter(request.GET, published.past(request.today), request=request)
    return csv_response("konferenzen-archiv.csv", CONFERENCES, asked.qs)


@require_safe
@versioned
def projects(request):
    rows = ModelProject.objects.prefetch_related("laender")
    asked = ModelProjectFilter(request.GET, rows, request=request)
    return csv_response("modellprojekte.csv", PROJECTS, asked.qs)


@require_safe
@versioned
def themes(request):
    return csv_response("themen.csv", THEMES, Theme.objects.current().order_by("sort_key"))
