"""Translate the programme of a conference to iCalendar, one entry for each item."""

from django.conf import settings

from smartcity.text.languages import in_german

from .entry_text import description_of_item
from .event_lines import events_by_uid, settled_revision
from .ical import Text, add_line, add_times, event_of, location_of, summary_of
from .removed_items import removed_from


@in_german()
def programme_of(conference, moment):
    """The VEVENTs of its programme, and those of items that are no longer in it, as bytes.

    What differs from what is stored counts as changed at *moment*.
    """
    entries, removed = conference.programme_entries, conference.removed_entries
    known = events_by_uid(removed) | events_by_uid(entries)
    fresh = fresh_items(conference).items()
    programme = {uid: settled_revision(entry, known.get(uid), moment) for uid, entry in fresh}
    return b"".join(programme.values()), removed_from(conference, programme, moment)


def fresh_items(conference):
    """{UID: VEVENT}; each names its parent (RELATED-TO). Nothing without an end is a whole day.

    Items without a time have none.
    """
    items = [item for item in conference.programme.all() if item.begins_at]
    ends = [(item, end_of(item, items, conference)) for item in items]
    entries = [item_entry(item, end, conference) for item, end in ends if end]
    return events_by_uid(b"".join(entries))


def end_of(item, items, conference):
    """When an item ends in calendars, or None if nothing tells.

    Where no end is given: with the next one of its track on that day, else with the conference if
    that ends on that day.
    """
    if item.ends_at:
        return item.ends_at
    same = [other for other in items if (other.day, other.track) == (item.day, item.track)]
    if later := [other.begins_at for other in same if other.starts > item.starts]:
        return min(later)
    is_last_day = item.held_on == conference.ends_on
    end = conference.ends_at if is_last_day else None
    return end if end and end > item.begins_at else None


def item_entry(item, end, conference):
    # Two counters that never fall: their sum rises with either.
    event = event_of(conference, item.uid, conference.sequence + item.sequence)
    add_times(event, item.begins_at, end)
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
