"""A calendar entry as subscribers see it, with warnings for the editor."""

from dataclasses import dataclass
from datetime import datetime

import icalendar
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from conferences.calendar.entries import fresh_entry
from conferences.calendar.ical import last_day_of, single_file
from conferences.models import Conference
from smartcity.text.dates import clock, long_span, moment_in_words

LONGEST_TITLE = 80
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class CalendarPanel:
    # [(label, value)], nothing without a date.
    words: list
    warnings: list
    file: str

    @classmethod
    def of(cls, conference):
        """Return the panel of the stored entry; for a draft, of the entry it would get."""
        stored = Conference.objects.for_entries().get(pk=conference.pk)
        if stored.starts_on is None:
            return cls([], [_("Without a date there is no calendar entry.")], "")
        entry = fresh_entry(stored)
        event = icalendar.Event.from_ical(entry)
        file = single_file(entry).decode().replace("\r\n", "\n")
        return cls(fields_of_event(event), warnings_of(stored, event), file)


def fields_of_event(event):
    words = [
        (capfirst(_("title")), event.get("summary")),
        (_("When"), when(event)),
        (_("Where"), event.get("location")),
        (capfirst(_("status")), status_in_words(event)),
        (_("Revision of the date (SEQUENCE)"), event["sequence"]),
        (capfirst(_("last change")), moment_in_words(event["last-modified"].dt)),
        (capfirst(_("text")), event.get("description")),
    ]
    return [(label, "" if value is None else str(value)) for label, value in words]


def when(event):
    start, end, last = event["dtstart"].dt, event["dtend"].dt, last_day_of(event)
    if isinstance(start, datetime):
        return f"{long_span(start.date(), last)}, {clock(start.time(), end.time())}"
    return _("%s, the whole day") % long_span(start, last)


def status_in_words(event):
    return {
        "TENTATIVE": _("tentative"),
        "CONFIRMED": _("confirmed"),
        "CANCELLED": _("cancelled"),
    }[event["status"]]


def warnings_of(conference, event):
    length = len(event.get("description", ""))
    no_end = conference.start_time and conference.end_time is None
    checks = [
        (no_end, _("There is a begin but no end: calendars show the whole day.")),
        (not conference.public_link, _("A link to the registration or the stream is missing.")),
        (
            len(conference.title) > LONGEST_TITLE,
            _("The title has %(length)s characters: calendars cut off what is over %(most)s.")
            % {"length": len(conference.title), "most": LONGEST_TITLE},
        ),
        (
            length > LONGEST_TEXT,
            _("The text has %(length)s characters: nobody reads more than %(most)s in a calendar.")
            % {"length": length, "most": LONGEST_TEXT},
        ),
        (
            # Nothing is told of what was not public yet.
            conference.sequence and conference.changes.exists(),
            _("Revision %s of the date: calendar programs reported each one to subscribers.")
            % conference.sequence,
        ),
    ]
    return [sentence for is_so, sentence in checks if is_so]
