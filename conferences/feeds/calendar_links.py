"""Links that open an online calendar with a conference filled in."""

from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from conferences.calendar.ical import location_of
from smartcity.text.cleaning import one_line

GOOGLE = "https://calendar.google.com/calendar/render"
# Not documented. With “/0/” before “deeplink” the one of offices hangs while it opens.
OUTLOOK_OF_OFFICES = "https://outlook.office.com/calendar/deeplink/compose"
OUTLOOK_OF_PERSONS = "https://outlook.live.com/calendar/0/deeplink/compose"
# In characters: Outlook carries the address through its login and refuses more than about 2,000.
LONGEST = 1800


def calendar_links(conference, today):
    """Return [(name of the calendar, URL)]; none without a future date, or if too long."""
    is_off = conference.is_cancelled or conference.is_date_open or conference.is_withdrawn
    if is_off or conference.starts_on is None or conference.is_over(today):
        return []
    links = [
        (_("Google Calendar"), google_link(conference)),
        (_("Outlook at work"), outlook_link(conference, OUTLOOK_OF_OFFICES)),
        (_("Outlook with a private account"), outlook_link(conference, OUTLOOK_OF_PERSONS)),
    ]
    return [(name, address) for name, address in links if address]


def google_link(conference):
    begin, end = period_of(conference)
    has_times = isinstance(begin, datetime)
    layout = "%Y%m%dT%H%M%S" if has_times else "%Y%m%d"
    return link(
        GOOGLE,
        conference,
        "details",
        action="TEMPLATE",
        text=one_line(conference.title),
        dates=f"{begin:{layout}}/{end:{layout}}",
        # With a time zone Google moves whole days for readers in another one.
        ctz=str(timezone.get_default_timezone()) if has_times else "",
        location=one_line(location_of(conference)),
    )


def outlook_link(conference, address):
    begin, end = period_of(conference)
    return link(
        address,
        conference,
        "body",
        path="/calendar/action/compose",
        rru="addevent",
        subject=one_line(conference.title),
        startdt=begin.isoformat(),
        enddt=end.isoformat(),
        allday="" if isinstance(begin, datetime) else "true",
        location=one_line(location_of(conference)),
    )


def period_of(conference):
    """Return begin and end as in the entry: two moments, or two days with an exclusive end."""
    if conference.ends_at is None:
        return conference.starts_on, conference.ends_on + timedelta(days=1)
    return conference.begins_at, conference.ends_at


def link(address, conference, details, **parameters):
    """Return the link with teaser and page, with the page alone, or "" if too long."""
    page = settings.SITE_URL + conference.get_absolute_url()
    texts = [f"{teaser}\n\n{page}" for teaser in [one_line(conference.teaser)] if teaser]
    ways = [written(address, parameters | {details: text}) for text in [*texts, page]]
    return next((way for way in ways if len(way) <= LONGEST), "")


def written(address, parameters):
    """Return the URL without empty parameters; blanks are %20, as Outlook shows a plus."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{address}?{urlencode(given, quote_via=quote)}"
