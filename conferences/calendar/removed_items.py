"""Programme items that calendars have and that are no longer to be shown.

Each stays beside the others as cancelled until its end + 30 days, made from the entry that was
stored: the item itself is deleted, or nothing tells any more when it ends.
"""

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from .event_lines import events_by_uid, sequence_in, settled
from .ical import CANCELLED_STAY, add_free, add_line, last_day_of

KEPT = ["uid", "dtstamp", "created", "last-modified"]
PERIOD = ["dtstart", "dtend"]


def removed_from(conference, programme, moment):
    """The VEVENTs of what was removed from *programme*, {UID: VEVENT}, as bytes.

    What was never public leaves nothing.
    """
    removed = events_by_uid(conference.removed_entries)
    is_known = conference.has_been_public(moment)
    announced = events_by_uid(conference.programme_entries) if is_known else {}
    words = words_for(conference)
    entries = [
        settled(called_off(entry, words, is_new=uid not in removed), entry, moment)
        for uid, entry in (removed | announced).items()
        if uid not in programme
    ]
    return still_shown(b"".join(entries), timezone.localdate(moment))


def words_for(conference):
    """Return a function of the UID and the former summary of an item: its new summary."""
    # They take place, only calendars cannot show them.
    unshown = {
        f"{item.uid}@{settings.CALENDAR_UID_DOMAIN}": (
            _("Time not known: %s") if item.starts is None else _("End not known: %s")
        )
        for item in conference.programme.all()
    }
    standings = [_("Cancelled: %s"), _("Date open: %s")]
    standings += [_("End not known: %s"), _("Time not known: %s")]

    def words(uid, summary):
        if conference.is_withdrawn or summary == _("Cancelled"):
            return _("Cancelled")
        for standing in standings:
            summary = summary.removeprefix(standing % "")
        return unshown.get(uid, _("Cancelled: %s")) % summary

    return words


def called_off(entry, words, *, is_new):
    """Return the cancelled VEVENT of an item with the summary that *words* returns."""
    known = icalendar.Event.from_ical(entry)
    event = icalendar.Event({name: known[name] for name in KEPT})
    event.add("sequence", sequence_in(entry) + is_new)
    event.add("status", "CANCELLED")
    add_free(event)
    event.add("class", "PUBLIC")
    for name in PERIOD:
        event[name] = known[name]
    add_line(event, "summary", words(str(known["uid"]), str(known.get("summary", ""))))
    event["related-to"] = known["related-to"]
    return event.to_ical(sorted=False)


def still_shown(entries, today):
    """Return the entries of removed items that are still shown, as bytes."""
    events = [
        (entry, icalendar.Event.from_ical(entry)) for entry in events_by_uid(entries).values()
    ]
    return b"".join(
        entry for entry, event in events if last_day_of(event) + CANCELLED_STAY >= today
    )
