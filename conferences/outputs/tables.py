"""The lists of conferences, model projects and themes as tables."""

from operator import attrgetter

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from conferences.filters import ArchiveFilter, ConferenceFilter, ModelProjectFilter
from conferences.models import Conference, ModelProject, Theme
from smartcity.content.conditional import versioned
from smartcity.outputs.tables import csv_response
from smartcity.text.clocks import END_OF_DAY, MIDNIGHT


def address_of(obj):
    return settings.SITE_URL + obj.get_absolute_url()


def calendar_of(obj):
    return settings.SITE_URL + obj.get_calendar_url()


def names_of(related):
    def names(obj):
        # Some names have commas.
        return "; ".join(str(one) for one in getattr(obj, related).all())

    return names


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


CONFERENCES = [
    (_("title"), attrgetter("title")),
    (_("series"), lambda conference: conference.series),
    (_("number in the series"), attrgetter("number")),
    (_("first day"), if_fixed("starts_on")),
    (_("last day"), if_fixed("ends_on")),
    (_("begin"), clock("start_time")),
    (_("end"), end),
    (_("status"), lambda conference: conference.get_status_display()),
    (_("Participation"), lambda conference: conference.get_format_display()),
    (_("city"), attrgetter("city")),
    (_("venue"), attrgetter("venue")),
    (_("host region"), attrgetter("host_region")),
    (_("Land"), lambda conference: conference.get_land_display()),
    (_("themes"), names_of("themes")),
    (_("registration until"), attrgetter("registration_deadline")),
    (_("public link"), attrgetter("public_link")),
    (_("Page"), address_of),
    (_("Calendar file"), lambda conference: conference.starts_on and calendar_of(conference)),
]
PROJECTS = [
    (_("name"), attrgetter("name")),
    (_("kind"), lambda project: project.get_kind_display()),
    (_("round"), attrgetter("round")),
    (_("Land"), names_of("laender")),
    (_("website"), attrgetter("website")),
    (_("latitude"), attrgetter("latitude")),
    (_("longitude"), attrgetter("longitude")),
    (_("Page"), address_of),
    (_("Calendar file"), calendar_of),
]
THEMES = [
    (_("name"), attrgetter("name")),
    (_("kind"), lambda theme: theme.get_kind_display()),
    (_("explanation"), attrgetter("explanation")),
    (_("Page"), address_of),
    (_("Calendar file"), calendar_of),
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
