"""Format days and times in words: “Dienstag, 22. März 2022”, “10:00 bis 15:00 Uhr”."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from .clocks import END_OF_DAY, MIDNIGHT


def long_day(day):
    """Return “Dienstag, 22. März 2022”."""
    return date_format(day, "l, j. F Y")


def short_day(day):
    """Return “22. März 2022”."""
    return date_format(day, "j. F Y")


def long_span(first, last):
    """Return one day, or “Dienstag, 28. April, bis Mittwoch, 29. April 2026”."""
    if first == last:
        return long_day(first)
    start = date_format(first, "l, j. F") if first.year == last.year else long_day(first)
    return f"{start}, bis {long_day(last)}"


def short_span(first, last):
    """Return one day, “8. bis 9. Mai 2025” or “28. Februar bis 1. März 2026”."""
    if first == last:
        return short_day(first)
    same_year = first.year == last.year
    begin = "j." if same_year and first.month == last.month else "j. F" if same_year else "j. F Y"
    return f"{date_format(first, begin)} bis {short_day(last)}"


def clock(start, end=None):
    """Return “10:00 bis 15:00 Uhr”, “ab 13:00 Uhr” without an end, "" without a start."""
    if start is None:
        return ""
    if end is None:
        return f"ab {time_format(start, 'G:i')} Uhr"
    return f"{time_format(start, 'G:i')} bis {end_clock(end)} Uhr"


def end_clock(end):
    """Return “15:00”, or “24:00” for midnight."""
    return END_OF_DAY if end == MIDNIGHT else time_format(end, "G:i")


def in_berlin(day, clock):
    """Return the aware datetime of a *day* and a time in Berlin."""
    return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())


def end_in_berlin(day, clock):
    """Return the aware datetime of an end; midnight is 00:00 of the following day."""
    return in_berlin(day + timedelta(days=clock == MIDNIGHT), clock)


def moment_in_words(moment):
    """Return “22. März 2022, 10:00 Uhr”, in Berlin time."""
    return date_format(timezone.localtime(moment), "j. F Y, G:i") + " Uhr"


def moment_with_weekday(moment):
    """Return “Dienstag, 22. März 2022, 10:00 Uhr”, in Berlin time."""
    return date_format(timezone.localtime(moment), "l, j. F Y, G:i") + " Uhr"


def clock_error(day, clock):
    """Return an error message if the time does not exist, or exists twice, on *day* in Berlin.

    Both happen when daylight saving time begins or ends. Return "" for any other time.
    """
    local = in_berlin(day, clock)
    if local.utcoffset() == local.replace(fold=1).utcoffset():
        return ""
    real = local.astimezone(UTC).astimezone(local.tzinfo)
    if real.replace(tzinfo=None) != local.replace(tzinfo=None):
        return _("On this day the clocks skip this hour (begin of summer time).")
    return _("On this day the clocks show this hour twice (end of summer time).")
