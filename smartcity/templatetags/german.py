"""Dates, times and rich text for templates; the words come from `smartcity.text.dates`."""

import re

from django import template
from django.utils.formats import date_format, time_format
from django.utils.safestring import mark_safe

from smartcity.media import pictures_in_text, richtext
from smartcity.text import dates

register = template.Library()


@register.filter
def unsplit(text):
    """A number and its words stay on one line: “22. März 2022”, “ca. 150”, “15:00 Uhr”."""
    return re.sub(r"(?<=[\d.]) (?!bis )(?=\w)|(?<=\w)(?<!bis) (?=\d)", "\xa0", str(text))


@register.filter
def long_day(day):
    """“Dienstag, 22. März 2022”"""
    return unsplit(dates.long_day(day))


@register.filter
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
    return unsplit(date_format(day, "j. F"))


@register.simple_tag
def clock(start, end=None):
    """“10:00 bis 15:00 Uhr”"""
    return unsplit(dates.clock(start, end))


@register.filter
def end_clock(end):
    """“15:00”, “24:00” at midnight"""
    return dates.end_clock(end)


@register.simple_tag
def date_words(first, last):
    """The parts of a date beside its figure: “20.–21.”, “Januar 2027”, “Mi, Do”."""
    if first is None:
        return {}
    if first == last:
        return date_parts(first, date_format(first, "F Y"), date_format(first, "l"))
    weekdays = " bis " if (last - first).days > 1 else ", "
    weekdays = weekdays.join(date_format(day, "D") for day in (first, last))
    if (first.year, first.month) == (last.year, last.month):
        parts = date_parts(first, date_format(first, "F Y"), weekdays, is_range=True)
        return parts | {"figure": f"{first.day}.–{last.day}."}
    month = date_format(first, "F" if first.year == last.year else "F Y")
    parts = date_parts(first, f"{month} bis {dates.short_day(last)}", weekdays)
    return parts | {"is_long": True}


def date_parts(first, month, weekdays, *, is_range=False):
    figure = f"{first.day}."
    month = unsplit(month)
    return {"figure": figure, "month": month, "weekdays": weekdays, "is_range": is_range}


@register.simple_tag
def weekdays_and_times(conference):
    """“Donnerstag, 10:00 bis 16:30 Uhr”, “Mittwoch, 13:00 Uhr, bis Donnerstag, 14:00 Uhr”."""
    days = [date_format(day, "l") for day in (conference.starts_on, conference.ends_on)]
    times = (conference.start_time, conference.end_time)
    if conference.length_in_days == 1:
        return ", ".join(filter(None, [days[0], clock(*times)]))
    if conference.length_in_days == 2 and times[0] is None:
        return " und ".join(days)
    begin = f", {time_format(times[0], 'G:i')}\xa0Uhr," if times[0] else ""
    end = f", {dates.end_clock(times[1])}\xa0Uhr" if times[1] else ""
    return f"{days[0]}{begin} bis {days[1]}{end}"


@register.filter
def prose(markup):
    """{"html": safe rich text with ids and pictures, "headings": [(id, words)]}"""
    marked, headings = richtext.with_heading_ids(markup)
    # Cleaned by RichTextField on every write path; only ids and figures were added since.
    return {"html": mark_safe(pictures_in_text.with_figures(marked)), "headings": headings}  # noqa: S308 - see above
