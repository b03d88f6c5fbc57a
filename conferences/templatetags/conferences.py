"""What the templates of conferences ask for in one word, or want in an order of their own."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from conferences.feeds.calendar_links import calendar_links
from conferences.map.outlines import outlines
from conferences.models import Participation
from conferences.outputs import jsonld
from smartcity.outputs.jsonld import script_text

register = template.Library()
register.simple_tag(calendar_links)
register.simple_tag(outlines)


@register.simple_tag
def event_data(conference):
    """The conference for search engines, or nothing while it has no day."""
    event = jsonld.event_of(conference)
    return event and script_text(event)


@register.simple_tag
def standing(conference, request):
    return standing_of(conference, request.now, request.today)


def standing_of(conference, now, today):
    """What a reader must know first: the first of these that is true, or nothing."""
    words = {
        "cancelled": conference.is_cancelled,
        "open": conference.is_date_open,
        "past": conference.is_over(today),
        "running": conference.is_running(now),
        "today": conference.starts_on is not None and conference.starts_on <= today,
        "moved": conference.is_moved,
        "registration": conference.has_open_registration(today),
    }
    return next((word for word, is_true in words.items() if is_true), "")


@register.filter
def open_date(conference):
    """That its date is open, and whether there was one before."""
    had_date = conference.is_moved or conference.starts_on
    return _("Moved, date open") if had_date else _("Date open")


@register.filter
def is_over(conference, today):
    """Whether or not it took place."""
    return conference.is_over(today)


@register.filter
def has_results(conference, articles):
    """Whether something came of it: an invitation is no result, nor what was written before."""
    documents = [
        document
        for document in conference.documents.all()
        if document.kind != document.Kind.INVITATION
    ]
    first_day = conference.starts_on
    reports = [
        article for article in articles if timezone.localdate(article.published_at) >= first_day
    ]
    return bool(documents or reports)


@register.simple_tag
def registration(conference, request):
    """“open”, “closed”, or nothing where no deadline is known."""
    if conference.registration_deadline is None:
        return ""
    return "open" if conference.has_open_registration(request.today) else "closed"


@register.filter
def roles(conference):
    """[(label, its participations)] of those that are filled, the hosts first."""
    participations = conference.participations.all()
    groups = [
        (label, [item for item in participations if item.role == role])
        for role, label in Participation.Role.choices
    ]
    return [(label, group) for label, group in groups if group]


@register.filter
def hosts(conference):
    return [item.project for item in conference.participations.all() if item.is_host]


@register.filter
def spot(conference):
    """{"point": (x, y), "name": …} to point out on the map: the venue, or else the host."""
    if conference.point and not conference.is_virtual:
        return {"point": conference.point, "name": conference.place_name}
    located = [project for project in hosts(conference) if project.point]
    if not located:
        return {}
    return {"point": located[0].point, "name": conference.host_region or located[0].name}


@register.filter
def unknown_times(items):
    """Return "all" or "some" if that many items of a programme have no time, else ""."""
    unknown = [item for item in items if item.starts is None]
    if not unknown:
        return ""
    return "all" if len(unknown) == len(items) else "some"
