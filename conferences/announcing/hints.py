"""Hints about the date of a conference for its editor; they never prevent saving."""

from datetime import timedelta

import holidays
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from conferences.laender import Land
from conferences.models import Conference, ModelProject
from conferences.models.schedule import FIRST_DAY, LAST_DAY
from smartcity.publishing.publication import NEVER_PUBLIC
from smartcity.text.dates import long_day, long_span

SATURDAY = 5
# Longer conferences are probably typing errors.
MAX_DAYS = 31
MAX_NEIGHBOURS = 10
DAY_VALIDATORS = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class DateForm(forms.Form):
    """The values of the form of a conference on which the hints depend."""

    starts_on = forms.DateField(validators=DAY_VALIDATORS)
    ends_on = forms.DateField(required=False, validators=DAY_VALIDATORS)
    land = forms.ChoiceField(choices=Land, required=False)
    hosts = forms.ModelMultipleChoiceField(ModelProject.objects.all(), required=False)
    conference = forms.IntegerField(required=False, max_value=2**63 - 1)

    def hints(self, user, now, today):
        """Return the hints for a valid form."""
        data = self.cleaned_data
        first, last = data["starts_on"], data["ends_on"] or data["starts_on"]
        # The Land of the conference takes precedence over those of its hosts.
        laender = [data["land"]] if data["land"] else laender_of_hosts(data["hosts"])
        others = visible_to(user, now).exclude(pk=data["conference"])
        return hints_for(first, last, laender, others, today)


def hints_of(conference, user, now, today):
    """Return the hints for a stored conference; none if its date cannot be planned any more."""
    is_settled = conference.publication not in NEVER_PUBLIC and conference.is_over(today)
    if conference.starts_on is None or conference.is_date_open or is_settled:
        return []
    hosts = ModelProject.objects.hosting(conference)
    laender = [conference.land] if conference.land else laender_of_hosts(hosts)
    others = visible_to(user, now).exclude(pk=conference.pk)
    return hints_for(conference.starts_on, conference.ends_on, laender, others, today)


def laender_of_hosts(projects):
    """Return the Länder of a queryset of model projects, sorted and without duplicates."""
    projects = projects.prefetch_related("laender")
    return sorted({place.land for project in projects for place in project.laender.all()})


def visible_to(user, now):
    """Return the conferences that hints may name; hosts do not see the drafts of others."""
    if user.has_perm("conferences.edit_every_conference"):
        return Conference.objects.not_withdrawn()
    return Conference.objects.published(now)


def hints_for(first, last, laender, others, today):
    """Return hints as sentences, the most important one first."""
    if not first <= last < first + timedelta(days=MAX_DAYS):
        return [_("Look at the first and the last day once more.")]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        *begun(first, last, today),
        *weekends(days),
        *public_holidays(days, laender),
        *neighbours(first, last, others),
    ]


def begun(first, last, today):
    """Return a hint if the conference is over or has begun."""
    if last < today:
        return [_("This date is over.")]
    return [_("This date has begun: it is today, or runs already.")] if first <= today else []


def weekends(days):
    """Return a hint that names the days on a weekend."""
    names = [long_day(day) for day in days if day.weekday() >= SATURDAY]
    return [_("On a weekend: %s.") % "; ".join(names)] if names else []


def public_holidays(days, laender):
    """Return a hint for each public holiday of *laender*; of all of Germany if there are none."""
    years = {day.year for day in days}
    calendars = {
        land: holidays.country_holidays("DE", subdiv=land or None, years=years, language="de")
        for land in laender or [""]
    }
    hints = []
    for day in days:
        laender_by_holiday = {}
        for land, calendar in calendars.items():
            if day in calendar:
                laender_by_holiday.setdefault(calendar[day], []).append(land)
        hints += [
            holiday_in_words(day, name, where if laender else [])
            for name, where in laender_by_holiday.items()
        ]
    return hints


def holiday_in_words(day, name, laender):
    """Return the hint about a public holiday in *laender*; without them, in all of Germany."""
    values = {"day": long_day(day), "name": name}
    if not laender:
        return _("%(day)s is a public holiday: %(name)s.") % values
    values["laender"] = ", ".join(Land(land).label for land in laender)
    return _("%(day)s is a public holiday in %(laender)s: %(name)s.") % values


def neighbours(first, last, others):
    """Return a hint for each other conference from the day before to the day after."""
    day = timedelta(days=1)
    rows = others.taking_place().on_days(first - day, last + day).without_texts()
    return [neighbour_in_words(other, first, last) for other in rows[:MAX_NEIGHBOURS]]


def neighbour_in_words(other, first, last):
    """Return the hint about another conference."""
    values = {"title": other.title, "days": long_span(other.starts_on, other.ends_on)}
    place = other.get_land_display() or other.place_name
    values["place"] = f", {place}" if place else ""
    if other.starts_on > last:
        return _("On the following day: “%(title)s” (%(days)s%(place)s).") % values
    if other.ends_on < first:
        return _("On the day before: “%(title)s” (%(days)s%(place)s).") % values
    return _("At the same time: “%(title)s” (%(days)s%(place)s).") % values
