"""Format days and times in words: “Dienstag, 22. März 2022”, “10:00 bis 15:00 Uhr”.

Formats and words are translated, so that each function answers in the active language.
"""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .clocks import END_OF_DAY, MIDNIGHT


def long_day(day):
    """Return “Dienstag, 22. März 2022”."""
    return date_format(day, pgettext("date format", "l, j F Y"))


def short_day(day):
    """Return “22. März 2022”."""
    return date_format(day, pgettext("date format", "j F Y"))


def day_and_month(day):
    """Return “22. März”."""
    return date_format(day, pgettext("date format", "j F"))


def day_of_month(day):
    """Return “22.”."""
    return date_format(day, pgettext("date format", "j"))


def month_and_year(day):
    """Return “März 2022”."""
    return date_format(day, pgettext("date format", "F Y"))


def weekday(day):
    """Return “Dienstag”."""
    return date_format(day, "l")


def long_span(first, last):
    """Return one day, or “Dienstag, 28. April, bis Mittwoch, 29. April 2026”."""
    if first == last:
        return long_day(first)
    is_same_year = first.year == last.year
    without_year = pgettext("date format", "l, j F")
    begin = date_format(first, without_year) if is_same_year else long_day(first)
    return long_range(begin, long_day(last))


def short_span(first, last):
    """Return one day, “8. bis 9. Mai 2025” or “28. Februar bis 1. März 2026”."""
    if first == last:
        return short_day(first)
    if first.year != last.year:
        begin = short_day(first)
    else:
        begin = day_of_month(first) if first.month == last.month else day_and_month(first)
    return range_in_words(begin, short_day(last))


def range_in_words(first, last):
    """Return “8. bis 9. Mai 2025” from both ends in words."""
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def long_range(first, last):
    """Return “Dienstag, 28. April, bis Mittwoch, 29. April” from both ends in words with commas."""
    return pgettext("with commas", "%(first)s to %(last)s") % {"first": first, "last": last}


def range_word():
    """Return the word between both ends of a range: “bis”."""
    return pgettext("between both ends of a range", "to")


def clock(start, end=None):
    """Return “10:00 bis 15:00 Uhr”, “ab 13:00 Uhr” without an end, "" without a start."""
    if start is None:
        return ""
    if end is None:
        return _("from %s") % time_of_day(hour_and_minute(start))
    return time_of_day(range_in_words(hour_and_minute(start), end_clock(end)))


def time_of_day(time):
    """Return “10:00 Uhr” from a time or a range of times in words."""
    return pgettext("time of day", "%s") % time


def hour_and_minute(clock):
    """Return “9:30”."""
    return time_format(clock, pgettext("time format", "G:i"))


def end_clock(end):
    """Return “15:00”, or “24:00” for midnight."""
    return END_OF_DAY if end == MIDNIGHT else hour_and_minute(end)


def in_berlin(day, clock):
    """Return the aware datetime of a *day* and a time in Berlin."""
    return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())


def end_in_berlin(day, clock):
    """Return the aware datetime of an end; midnight is 00:00 of the following day."""
    return in_berlin(day + timedelta(days=clock == MIDNIGHT), clock)


def moment_in_words(moment):
    """Return “22. März 2022, 10:00 Uhr”, in Berlin time."""
    return time_of_day(day_and_clock(moment))


def moment_with_weekday(moment):
    """Return “Dienstag, 22. März 2022, 10:00 Uhr”, in Berlin time."""
    with_weekday = pgettext("date format", "l, j F Y, G:i")
    return time_of_day(date_format(timezone.localtime(moment), with_weekday))


def day_and_clock(moment):
    """Return “22. März 2022, 10:00”, in Berlin time."""
    return date_format(timezone.localtime(moment), pgettext("date format", "j F Y, G:i"))


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
