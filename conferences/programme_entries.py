"""Translate the programme of a conference to iCalendar: an entry for each item, beside its own."""

from django.conf import settings

from .entry_text import description_of_item
from .event_lines import events_by_uid, settled_revision
from .ical import Text, add_days, add_line, add_times, event_of, location_of, summary_of


def programme_of(conference, moment):
    """The VEVENTs of its programme, as bytes; each names its parent (RELATED-TO).

    Those that differ from what is stored count as changed at *moment*.
    """
    stored = events_by_uid(conference.programme_entries)
    fresh = events_by_uid(b"".join(item_entry(it, conference) for it in conference.programme.all()))
    return b"".join(settled_revision(it, stored.get(uid), moment) for uid, it in fresh.items())


def item_entry(item, conference):
    # Two counters that never fall: their sum rises with either.
    event = event_of(conference, item.uid, conference.sequence + item.sequence)
    if item.ends_at:
        add_times(event, item.begins_at, item.ends_at)
    else:
        add_days(event, item.held_on, item.held_on)
    add_line(event, "summary", summary_of(item.title, conference))
    parent = f"{conference.uid}@{settings.CALENDAR_UID_DOMAIN}"
    event.add("related-to", parent, parameters={"RELTYPE": "PARENT"})
    if not conference.is_withdrawn:
        add_content_of_item(event, item, conference)
    return event.to_ical(sorted=False)


def add_content_of_item(event, item, conference):
    if location := location_of(conference):
        add_line(event, "location", ", ".join(filter(None, [item.track, location])))
    address = settings.SITE_URL + conference.get_absolute_url()
    event.add("url", address)
    event.add("description", Text(description_of_item(item, conference, address)))
