"""A month on a sheet: weeks from Monday on, and on each day the conferences that are on it."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from .filters import ConferenceFilter
from .models import Conference
from .nearest import nearest_theme

MONDAY_TO_SUNDAY = [date(2024, 1, day) for day in range(1, 8)]


@dataclass(frozen=True)
class Day:
    """`events` are [(conference, which of its days this is)]."""

    date: date
    is_today: bool
    events: list


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    def __str__(self):
        return date_format(self.first, "F Y")

    def get_absolute_url(self):
        return reverse("conferences:month", args=[self.year, self.number])

    @property
    def first(self):
        return date(self.year, self.number, 1)

    @property
    def last(self):
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def before(self):
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self):
        return Month.of(self.last + timedelta(days=1))

    def weeks(self, conferences, today):
        """[[Day, or None outside the month]], seven for each week."""
        events = self.events(conferences)
        return [
            [Day(day, day == today, events[day]) if day in events else None for day in week]
            for week in Calendar().monthdatescalendar(self.year, self.number)
        ]

    def events(self, conferences):
        """{day: [(conference, which of its days this is)]} for each day of the month."""
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
    """The months from the first conference to the last one."""

    first: Month
    last: Month

    @classmethod
    def of(cls, conferences):
        """Raise Http404 where there is none."""
        first, last = conferences.first_and_last_day()
        if first is None:
            raise Http404
        return cls(Month.of(first), Month.of(last))

    def month(self, year, number):
        """Raise Http404 outside."""
        month = Month(year, number)
        if not (1 <= number <= 12 and self.first <= month <= self.last):
            raise Http404
        return month

    def neighbours(self, month):
        """{"before": …, "after": …}, without those that lie outside."""
        return {
            "before": month.before if month > self.first else None,
            "after": month.after if month < self.last else None,
        }


@require_safe
def calendar(request):
    """To the month of the next conference that is asked for, or else of the last one."""
    dated = Conference.objects.published(request.now).dated()
    asked = ConferenceFilter(request.GET, dated, request=request).qs
    month = best_month(asked, request.today) or best_month(dated, request.today)
    address = month.get_absolute_url() if month else reverse("conferences:list")
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


def best_month(conferences, today):
    coming = conferences.on_days(today, date.max).first()
    if coming:
        return Month.of(max(coming.starts_on, today))
    past = conferences.over_before(today).first()
    return Month.of(past.ends_on) if past else None


@require_safe
def month(request, year, number):
    published = Conference.objects.published(request.now)
    span = Span.of(published.dated())
    shown = span.month(year, number)
    asked = ConferenceFilter(request.GET, published.dated(), request=request)
    conferences = asked.qs.on_days(shown.first, shown.last).for_cards()
    context = {
        "filter": asked,
        "month": shown,
        "weekdays": MONDAY_TO_SUNDAY,
        "weeks": shown.weeks(conferences, request.today),
        "conferences": conferences,
        "neighbours": span.neighbours(shown),
        "nearest_theme": partial(nearest_theme, asked),
        "others": [] if conferences else others(asked.qs, shown),
        "tabs": asked.with_queryset(published).qs.tab_counts(request.today),
    }
    return render(request, "conferences/conference_month.html", context)


def others(conferences, month):
    """Where an empty month leads to: the nearest ones, after and before, that are not."""
    following = conferences.beginning_after(month.last).first()
    preceding = conferences.over_before(month.first).first()
    found = [following and following.starts_on, preceding and preceding.ends_on]
    return [Month.of(day) for day in found if day]
