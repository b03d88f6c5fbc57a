"""Dates, times and rich text for templates; the words come from `smartcity.text.dates`."""

import re

from django import template
from django.utils.formats import date_format, number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from smartcity.media import pictures_in_text, richtext
from smartcity.text import dates

register = template.Library()


@register.filter
def unsplit(text):
    """Keep a number and its words on one line: “22. März 2022”, “ca. 150”, “15:00 Uhr”."""
    to = re.escape(dates.range_word())
    return re.sub(rf"(?<=[\d.]) (?!{to} )(?=\w)|(?<=\w)(?<!{to}) (?=\d)", "\xa0", str(text))


@register.filter
def grouped(number):
    """“128.928”"""
    return number_format(number, force_grouping=True)


@register.filter
def long_day(day):
    """“Dienstag, 22. März 2022”"""
    return unsplit(dates.long_day(day))


@register.filter(expects_localtime=True)
def short_day(day):
    """“22. März 2022”"""
    return unsplit(dates.short_day(day))


@register.simple_tag
def short_span(first, last):
    """“8. bis 9. Mai 2025”"""
    return unsplit(dates.short_span(first, last))


@register.filter
def day_and_month(day):
    """“22. März”"""
    return unsplit(dates.day_and_month(day))


@register.simple_tag
def clock(start, end=None):
    """“10:00 bis 15:00 Uhr”"""
    return unsplit(dates.clock(start, end))


@register.filter
def end_clock(end):
    """“15:00”, “24:00” at midnight"""
    return dates.end_clock(end)


@register.filter
def time_of_day(time):
    """“13:00 Uhr”"""
    return unsplit(dates.time_of_day(dates.hour_and_minute(time)))


@register.filter(expects_localtime=True)
def day_and_clock(moment):
    """“22. März 2022, 10:00”, for sentences that add “Uhr”"""
    return dates.day_and_clock(moment)


@register.simple_tag
def date_words(first, last):
    """Return the parts of a date: figure “20.–21.”, month “Januar 2027”, weekdays “Mi, Do”."""
    if first is None:
        return {}
    month = dates.month_and_year(first)
    if first == last:
        return date_parts(first, month, dates.weekday(first))
    short_weekdays = [date_format(day, "D") for day in (first, last)]
    is_long = (last - first).days > 1
    weekdays = dates.range_in_words(*short_weekdays) if is_long else ", ".join(short_weekdays)
    if (first.year, first.month) == (last.year, last.month):
        parts = date_parts(first, month, weekdays, is_range=True)
        return parts | {"figure": f"{dates.day_of_month(first)}–{dates.day_of_month(last)}"}
    if first.year == last.year:
        month = date_format(first, "F")
    parts = date_parts(first, dates.range_in_words(month, dates.short_day(last)), weekdays)
    return parts | {"is_long": True}


def date_parts(first, month, weekdays, *, is_range=False):
    figure = dates.day_of_month(first)
    month = unsplit(month)
    return {"figure": figure, "month": month, "weekdays": weekdays, "is_range": is_range}


@register.simple_tag
def weekdays_and_times(conference):
    """“Donnerstag, 10:00 bis 16:30 Uhr”, “Mittwoch, 13:00 Uhr, bis Donnerstag, 14:00 Uhr”."""
    first, last = dates.weekday(conference.starts_on), dates.weekday(conference.ends_on)
    begin, end = conference.start_time, conference.end_time
    if conference.length_in_days == 1:
        return ", ".join(filter(None, [first, clock(begin, end)]))
    if conference.length_in_days == 2 and begin is None:
        return _("%(first)s and %(last)s") % {"first": first, "last": last}
    if end:
        last = f"{last}, {unsplit(dates.time_of_day(dates.end_clock(end)))}"
    if begin:
        return dates.long_range(f"{first}, {time_of_day(begin)}", last)
    return dates.range_in_words(first, last)


@register.filter
def prose(markup):
    """Return {"html": safe rich text with ids and pictures, "headings": [(id, words)]}."""
    marked, headings = richtext.with_heading_ids(markup)
    # Cleaned by RichTextField on every write path; only ids and figures were added since.
    return {"html": mark_safe(pictures_in_text.with_figures(marked)), "headings": headings}  # noqa: S308 - see above
