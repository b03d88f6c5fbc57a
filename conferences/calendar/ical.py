"""Translate conferences to iCalendar (RFC 5545, 5546, 7986). Knows no request and no database.

One function builds the VEVENT for the single file and for every feed alike.
"""

import re
from datetime import UTC, datetime, timedelta

import icalendar
from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from smartcity.text.cleaning import one_line
from smartcity.text.languages import in_german

from .entry_text import description_of

PRODID = "-//Modellprojekte Smart Cities//Veranstaltungskatalog//DE"
END = b"END:VCALENDAR\r\n"
# How long calendars still show that something was cancelled, withdrawn or removed.
CANCELLED_STAY = timedelta(days=30)

# RRULEs instead of the date lists of icalendar, which ical.js, vobject and Outlook misread.
TIMEZONE = icalendar.Timezone.from_ical("""BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""")

for part in TIMEZONE.subcomponents:
    part["RRULE"].canonical_order = ("FREQ", "BYMONTH", "BYDAY")
TIMEZONE_LINES = TIMEZONE.to_ical(sorted=False)


class Text(icalendar.vText):
    """TEXT as in RFC 5545 (3.3.11): icalendar reads a backslash before N as a line break."""

    def to_ical(self):
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


@in_german()
def entry_of(conference):
    """Return the VEVENT of a dated conference as bytes; load with `for_entries`."""
    event = event_of(conference, conference.uid, conference.sequence)
    add_period(event, conference)
    add_line(event, "summary", summary_of(conference.title, conference))
    if not conference.is_withdrawn:
        add_content(event, conference)
    return event.to_ical(sorted=False)


def event_of(conference, uid, sequence):
    """Return an event with what a conference and the items of its programme share."""
    event = icalendar.Event()
    changed_at = conference.entry_changed_at
    event.add("uid", f"{uid}@{settings.CALENDAR_UID_DOMAIN}")
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("created", conference.created_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("status", status_of(conference))
    if conference.is_withdrawn or conference.is_cancelled or conference.is_date_open:
        add_free(event)
    event.add("class", "PUBLIC")
    return event


def add_free(event):
    """Mark the event as free time (TRANSP, and Outlook's own property)."""
    event.add("transp", "TRANSPARENT")
    # Outlook and Exchange go by this one.
    event.add("x-microsoft-cdo-busystatus", "FREE")


def add_period(event, conference):
    """Add begin and end; without an end time they are whole days."""
    if conference.ends_at:
        add_times(event, conference.begins_at, conference.ends_at)
    else:
        add_days(event, conference.starts_on, conference.ends_on)


def add_days(event, first, last):
    """Add whole days; DTEND is exclusive, so it is the following day."""
    add_times(event, first, last + timedelta(days=1))


def add_times(event, begin, end):
    event.add("dtstart", begin)
    event.add("dtend", end)


def last_day_of(event):
    """Return the last day; DTEND is exclusive, and midnight belongs to the day before."""
    end = event["dtend"].dt
    if isinstance(end, datetime):
        return (end - timedelta(minutes=1)).date()
    return end - timedelta(days=1)


def add_line(event, name, text):
    """Add a property of one line, unless nothing of the text can be shown."""
    if line := one_line(text):
        event.add(name, Text(line))


def summary_of(title, conference):
    if conference.is_withdrawn:
        return _("Cancelled")
    return in_its_standing(title, conference)


def in_its_standing(title, conference):
    if conference.is_cancelled:
        return _("Cancelled: %s") % title
    if conference.is_date_open:
        return _("Date open: %s") % title
    return title


def status_of(conference):
    if conference.is_withdrawn or conference.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if conference.status == conference.Status.CONFIRMED else "TENTATIVE"


def add_content(event, conference):
    add_line(event, "location", location_of(conference))
    if conference.point and not conference.is_virtual:
        event.add("geo", (float(conference.latitude), float(conference.longitude)))
    address = settings.SITE_URL + conference.get_absolute_url()
    event.add("url", address)
    if conference.public_link and conference.format != conference.Format.ON_SITE:
        event.add(
            "conference",
            iri_to_uri(conference.public_link),
            parameters={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": _("Registration or stream")},
        )
    if themes := [category(theme.name) for theme in conference.themes.all()]:
        event.add("categories", themes)
    event.add("description", Text(description_of(conference, address)))


def location_of(conference):
    return _("Online") if conference.is_virtual else conference.address


def category(name):
    """Return the name without commas: several programs split even escaped ones."""
    return re.sub(r", ?|\\", " / ", one_line(name))


def calendar_head(*, name, description, address, page, changed_at):
    """Return the part of a feed at *address* before its entries; *page* shows the same."""
    calendar = calendar_frame()
    calendar.add("name", without_escapes(name))
    calendar.add("x-wr-calname", without_escapes(name))
    calendar.add("description", Text(one_line(description)))
    calendar.add("x-wr-caldesc", without_escapes(description))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    calendar.add("source", address, parameters={"VALUE": "URI"})
    calendar.add("url", page)
    calendar.add("last-modified", changed_at.astimezone(UTC))
    return opened(calendar) + TIMEZONE_LINES


def without_escapes(text):
    """Return text that needs no escapes: only some programs undo them in NAME and X- properties."""
    return re.sub(r" *[,;\\]+ *", " / ", one_line(text)).strip()


def single_file(entries):
    """Return a calendar of one conference, without a name: programs would add a calendar."""
    zone = TIMEZONE_LINES if b"TZID=" in entries else b""
    return SINGLE_HEAD + zone + entries + END


def calendar_frame():
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    return calendar


def opened(calendar):
    return calendar.to_ical(sorted=False).removesuffix(END)


SINGLE_HEAD = opened(calendar_frame())
