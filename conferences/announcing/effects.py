"""What an operation would do: it is carried out, looked at, and taken back."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from conferences.feeds.calendar_panel import CalendarPanel
from conferences.models import Conference
from smartcity.content.dry_run import rehearsal
from smartcity.text.dates import clock, short_day

from .operations import operate, revision_of

# Of the text of an entry: what a calendar shows before one has to scroll.
SHOWN_LINES = 4


@dataclass(frozen=True)
class Effect:
    # Of the public log of changes.
    told: list
    # [(label, before, after)] of the calendar entry.
    entry: list
    is_in_calendar: bool
    # [(day and time, title)], where the days are others.
    programme: list
    same_days: list
    warnings: list

    @property
    def in_calendars(self):
        """“Im Kalender der Abonnenten steht dann: Abgesagt, 22. März 2022”"""
        if not self.is_in_calendar:
            return _("The calendar of subscribers does not show it any more.")
        # Title and day.
        words = [after for _label, _before, after in self.entry[:2]]
        return _("The calendar of subscribers then shows: %s") % ", ".join(words)


def effect_of(operation, conference, asked, *, by, now):
    """What readers and subscribers would see; a ValidationError tells why it is impossible."""
    tried = Conference.objects.get(pk=conference.pk)
    known = set(tried.changes.values_list("pk", flat=True))
    entry = shortened(CalendarPanel.of(conference))
    with rehearsal():
        operate(operation, tried, asked, by=by, now=now, revision=revision_of(tried))
        after = Conference.objects.for_entries().get(pk=tried.pk)
        return Effect(
            told=[it.sentence for it in after.changes.all() if it.pk not in known],
            entry=compared(entry, shortened(CalendarPanel.of(after))),
            is_in_calendar=Conference.objects.in_calendar(now).contains(after),
            programme=new_days(conference, after),
            same_days=others_then(after),
            warnings=warnings_of(conference, after, now),
        )


def shortened(panel):
    return {label: first_lines(value) for label, value in panel.words}


def first_lines(text):
    lines = text.splitlines()
    return "\n".join([*lines[:SHOWN_LINES], *(["…"] if len(lines) > SHOWN_LINES else [])])


def compared(before, after):
    return [(label, before.get(label, ""), after.get(label, "")) for label in before | after]


def new_days(before, after):
    if after.starts_on in (None, before.starts_on):
        return []
    return [
        (f"{short_day(item.held_on)}, {clock(item.starts, item.ends)}", item.title)
        for item in after.programme.all()
    ]


def others_then(conference):
    """Those on the same days, also such as are not public yet."""
    if conference.month is None or conference.is_withdrawn or conference.is_cancelled:
        return []
    found = Conference.objects.taking_place().on_days(conference.starts_on, conference.ends_on)
    return list(found.not_withdrawn().exclude(pk=conference.pk)[:10])


def warnings_of(before, after, now):
    today = timezone.localdate(now)
    found = [
        (before.is_running(now), _("The conference is going on right now.")),
        (before.is_over(today), _("The conference is over already.")),
        (
            after.starts_on != before.starts_on and after.is_over(today),
            _("The new date is in the past."),
        ),
    ]
    return [sentence for is_so, sentence in found if is_so]
