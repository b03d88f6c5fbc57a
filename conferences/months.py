"""The calendar of a month: weeks from Monday to Sunday with the conferences of each day."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from smartcity.text.dates import month_and_year

from .filters import ConferenceFilter
from .models import Conference
from .nearest import nearest_theme

MONDAY_TO_SUNDAY = [date(2024, 1, day) for day in range(1, 8)]


@dataclass(frozen=True)
class Day:
    """A day of the month; `events` are [(conference, number of the day within it)]."""

    date: date
    is_today: bool
    events: list


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day):
        """Return the month of *day*."""
        return cls(day.year, day.month)

    def __str__(self):
        return month_and_year(self.first)

    def get_absolute_url(self):
        return reverse("conferences:month", args=[self.year, self.number])

    @property
    def first(self):
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self):
        """The last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def before(self):
        """The previous month."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self):
        """The following month."""
        return Month.of(self.last + timedelta(days=1))

    def weeks(self, conferences, today):
        """Return weeks of seven items each: a Day, or None outside the month."""
        events = self.events(conferences)
        return [
            [Day(day, day == today, events[day]) if day in events else None for day in week]
            for week in Calendar().monthdatescalendar(self.year, self.number)
        ]

    def events(self, conferences):
        """Return {day: [(conference, number of the day within it)]} for each day of the month."""
        days = {self.first.replace(day=day): [] for day in range(1, self.last.day + 1)}
        for conference in conferences:
            first, last = (
                max(conference.starts_on, self.first),
                min(conference.ends_on, self.last),
            )
            for day in range(first.day, last.day + 1):
                at = self.first.replace(day=day)
                days[at].append((conference, (at - conference.starts_on).days + 1))
        return days


@dataclass(frozen=True)
class Span:
    """The months from the first to the last conference."""

    first: Month
    last: Month

    @classmethod
    def of(cls, conferences):
        """Return the span of *conferences*; raise Http404 if there are none."""
        first, last = conferences.first_and_last_day()
        if first is None:
            raise Http404
        return cls(Month.of(first), Month.of(last))

    def month(self, year, number):
        """Return the month; raise Http404 if it is outside the span."""
        month = Month(year, number)
        if not (1 <= number <= 12 and self.first <= month <= self.last):
            raise Http404
        return month

    def neighbours(self, month):
        """Return {"before": …, "after": …} with months of the span, or None."""
        return {
            "before": month.before if month > self.first else None,
            "after": month.after if month < self.last else None,
        }


@require_safe
def calendar(request):
    """Redirect to the month of the next conference that matches the filter, else of the last."""
    dated = Conference.objects.published(request.now).dated()
    matching = ConferenceFilter(request.GET, dated, request=request).qs
    month = best_month(matching, request.today) or best_month(dated, request.today)
    address = month.get_absolute_url() if month else reverse("conferences:list")
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


def best_month(conferences, today):
    """Return the month of the next conference, else of the last one, or None."""
    coming = conferences.on_days(today, date.max).first()
    if coming:
        return Month.of(max(coming.starts_on, today))
    past = conferences.over_before(today).first()
    return Month.of(past.ends_on) if past else None


@require_safe
def month(request, year, number):
    """Render one month."""
    published = Conference.objects.published(request.now)
    span = Span.of(published.dated())
    current = span.month(year, number)
    filterset = ConferenceFilter(request.GET, published.dated(), request=request)
    conferences = filterset.qs.on_days(current.first, current.last).for_cards()
    context = {
        "filter": filterset,
        "month": current,
        "weekdays": MONDAY_TO_SUNDAY,
        "weeks": current.weeks(conferences, request.today),
        "conferences": conferences,
        "neighbours": span.neighbours(current),
        "nearest_theme": partial(nearest_theme, filterset),
        "others": [] if conferences else nearest_months(filterset.qs, current),
        "tabs": filterset.with_queryset(published).qs.tab_counts(request.today),
    }
    return render(request, "conferences/conference_month.html", context)


def nearest_months(conferences, month):
    """Return the nearest months with conferences, after and before *month*."""
    following = conferences.beginning_after(month.last).first()
    preceding = conferences.over_before(month.first).first()
    days = [following and following.starts_on, preceding and preceding.ends_on]
    return [Month.of(day) for day in days if day]
