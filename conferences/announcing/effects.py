"""The effect of an operation, computed by a dry run."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from conferences.feeds.calendar_panel import CalendarPanel
from conferences.models import Conference
from smartcity.content.dry_run import dry_run
from smartcity.text.dates import clock, short_day

from .operations import operate, stored_fingerprint

# About as many lines of a text as calendar programs show without scrolling.
SHOWN_LINES = 4
MAX_SAME_DAYS = 10


@dataclass(frozen=True)
class Effect:
    """What readers and subscribers would see after an operation."""

    # The sentences that the operation would add to the public log of changes.
    logged_changes: list
    # [(label, before, after)] of the calendar entry.
    entry: list
    is_in_calendar: bool
    # [(day and time, title)] of the programme if the days change.
    programme: list
    # Other conferences on the new days.
    same_days: list
    warnings: list

    @property
    def in_calendars(self):
        """“Im Kalender der Abonnenten steht dann: Abgesagt, 22. März 2022”"""
        if not self.is_in_calendar:
            return _("The calendar of subscribers does not show it any more.")
        # The first two rows are title and day.
        words = [after for _label, _before, after in self.entry[:2]]
        return _("The calendar of subscribers then shows: %s") % ", ".join(words)


def effect_of(operation, conference, arguments, *, by, now):
    """Return the Effect of the operation with *arguments*.

    Raise ValidationError if the operation is impossible.
    """
    copy = Conference.objects.get(pk=conference.pk)
    logged_before = set(copy.changes.values_list("pk", flat=True))
    entry = entry_in_short(conference)
    with dry_run():
        operate(operation, copy, arguments, by=by, now=now, fingerprint=stored_fingerprint(copy))
        after = Conference.objects.for_entries().get(pk=copy.pk)
        changes = [change for change in after.changes.all() if change.pk not in logged_before]
        return Effect(
            logged_changes=[change.sentence for change in changes],
            entry=compared(entry, entry_in_short(after)),
            is_in_calendar=Conference.objects.in_calendar(now).contains(after),
            programme=programme_on_new_days(conference, after),
            same_days=others_on_same_days(after),
            warnings=warnings_of(conference, after, now),
        )


def entry_in_short(conference):
    """Return {label: first lines of the value} of the calendar entry."""
    return {label: first_lines(value) for label, value in CalendarPanel.of(conference).words}


def first_lines(text):
    """Return the first `SHOWN_LINES` lines, and an ellipsis if there are more."""
    lines = text.splitlines()
    return "\n".join([*lines[:SHOWN_LINES], *(["…"] if len(lines) > SHOWN_LINES else [])])


def compared(before, after):
    """Return [(label, value before, value after)] with the labels of both."""
    return [(label, before.get(label, ""), after.get(label, "")) for label in before | after]


def programme_on_new_days(before, after):
    """Return [(day and time, title)] if the first day changes."""
    if after.starts_on in (None, before.starts_on):
        return []
    return [(day_and_time(item), item.title) for item in after.programme.all()]


def day_and_time(item):
    """Return “22. März 2022, 10:00 bis 11:00 Uhr”, the day alone if the time is not known."""
    return ", ".join(filter(None, [short_day(item.held_on), clock(item.starts, item.ends)]))


def others_on_same_days(conference):
    """Return other conferences on the days of this one, drafts included."""
    if conference.month is None or conference.is_withdrawn or conference.is_cancelled:
        return []
    rows = Conference.objects.taking_place().on_days(conference.starts_on, conference.ends_on)
    return list(rows.not_withdrawn().exclude(pk=conference.pk)[:MAX_SAME_DAYS])


def warnings_of(before, after, now):
    """Return sentences about a conference that is running, over or moved into the past."""
    today = timezone.localdate(now)
    warnings = [
        (before.is_running(now), _("The conference is going on right now.")),
        (before.is_over(today), _("The conference is over already.")),
        (
            after.starts_on != before.starts_on and after.is_over(today),
            _("The new date is in the past."),
        ),
    ]
    return [sentence for applies, sentence in warnings if applies]
