"""The entry of a conference for filtered feeds that it has left: cancelled only there."""

from copy import copy

from django.utils.translation import gettext as _

from smartcity.text.languages import in_german

from .ical import Text, add_content, add_line, add_period, event_of


def departed_of(conference):
    """Return the VEVENT as bytes, or None if no feed needs it; load with `for_entries`."""
    return departed_entry_of(conference) if conference.has_departed else None


@in_german()
def departed_entry_of(conference):
    cancelled = copy(conference)
    cancelled.status = conference.Status.CANCELLED
    event = event_of(cancelled, conference.uid, conference.sequence)
    add_period(event, conference)
    if conference.is_withdrawn:
        add_line(event, "summary", _("No longer part of this choice"))
    else:
        add_line(event, "summary", _("No longer part of this choice: %s") % conference.title)
        add_content_of_departed(event, conference)
    return event.to_ical(sorted=False)


def add_content_of_departed(event, conference):
    add_content(event, conference)
    text = _("This conference no longer belongs to the choice of this calendar.")
    text += " " + _("Its page says what applies to it now.")
    event["description"] = Text(f"{text}\n\n{event['description']}")
