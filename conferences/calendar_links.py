"""Links that open an online calendar with a conference filled in, once somebody clicks."""

from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from smartcity.cleaning import one_line

from .ical import location_of

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/deeplink/compose"


def calendar_links(conference, today):
    """[(name of the calendar, address)]; none for what has no date to come."""
    is_off = conference.is_cancelled or conference.is_date_open or conference.is_withdrawn
    if is_off or conference.starts_on is None or conference.is_over(today):
        return []
    return [
        (_("Google Calendar"), google_link(conference)),
        (_("Outlook on the web"), outlook_link(conference)),
    ]


def google_link(conference):
    begin, end = period_of(conference)
    layout = "%Y%m%dT%H%M%S" if isinstance(begin, datetime) else "%Y%m%d"
    return link(
        GOOGLE,
        action="TEMPLATE",
        text=one_line(conference.title),
        dates=f"{begin:{layout}}/{end:{layout}}",
        ctz=str(timezone.get_default_timezone()),
        location=one_line(location_of(conference)),
        details=details_of(conference),
    )


def outlook_link(conference):
    begin, end = period_of(conference)
    return link(
        OUTLOOK,
        path="/calendar/action/compose",
        rru="addevent",
        subject=one_line(conference.title),
        startdt=begin.isoformat(),
        enddt=end.isoformat(),
        allday="" if isinstance(begin, datetime) else "true",
        location=one_line(location_of(conference)),
        body=details_of(conference),
    )


def period_of(conference):
    """Begin and end as in its entry: two moments, or two days of which the last is excluded."""
    if conference.end_time is None:
        return conference.starts_on, conference.ends_on + timedelta(days=1)
    zone = timezone.get_default_timezone()
    begin = datetime.combine(conference.starts_on, conference.start_time, zone)
    return begin, datetime.combine(conference.ends_on, conference.end_time, zone)


def details_of(conference):
    address = settings.SITE_URL + conference.get_absolute_url()
    return "\n\n".join(filter(None, [one_line(conference.teaser), address]))


def link(address, **parameters):
    """Without empty parameters; blanks as %20, since Outlook shows a plus as it stands."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{address}?{urlencode(given, quote_via=quote)}"
