"""What an editor should know of a date before it is announced: hints, never errors."""

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
# Longer ones are slips of the keyboard.
MOST_DAYS = 31
MOST_OTHERS = 10
IN_THIS_AGE = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class DateForm(forms.Form):
    """What a form of a conference says of its date while it is filled in."""

    starts_on = forms.DateField(validators=IN_THIS_AGE)
    ends_on = forms.DateField(required=False, validators=IN_THIS_AGE)
    land = forms.ChoiceField(choices=Land, required=False)
    hosts = forms.ModelMultipleChoiceField(ModelProject.objects.all(), required=False)
    conference = forms.IntegerField(required=False, max_value=2**63 - 1)

    def hints(self, user, now, today):
        asked = self.cleaned_data
        first, last = asked["starts_on"], asked["ends_on"] or asked["starts_on"]
        # A Land that is given says where it is; else it is where its hosts are.
        laender = [asked["land"]] if asked["land"] else laender_of(asked["hosts"])
        others = visible_to(user, now).exclude(pk=asked["conference"])
        return hints_for(first, last, laender, others, today)


def hints_of(conference, user, now, today):
    """For a saved conference; none where nothing can be planned any more."""
    is_settled = conference.publication not in NEVER_PUBLIC and conference.is_over(today)
    if conference.starts_on is None or conference.is_date_open or is_settled:
        return []
    hosts = ModelProject.objects.hosting(conference)
    laender = [conference.land] if conference.land else laender_of(hosts)
    others = visible_to(user, now).exclude(pk=conference.pk)
    return hints_for(conference.starts_on, conference.ends_on, laender, others, today)


def laender_of(projects):
    projects = projects.prefetch_related("laender")
    return sorted({it.land for project in projects for it in project.laender.all()})


def visible_to(user, now):
    """Others that may be named: hosts do not learn of the drafts of others."""
    if user.has_perm("conferences.edit_every_conference"):
        return Conference.objects.not_withdrawn()
    return Conference.objects.published(now)


def hints_for(first, last, laender, others, today):
    """Sentences, the most important one first."""
    if not first <= last < first + timedelta(days=MOST_DAYS):
        return [_("Look at the first and the last day once more.")]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        *begun(first, last, today),
        *weekends(days),
        *public_holidays(days, laender),
        *neighbours(first, last, others),
    ]


def begun(first, last, today):
    if last < today:
        return [_("This date is over.")]
    return [_("This date has begun: it is today, or runs already.")] if first <= today else []


def weekends(days):
    found = [long_day(day) for day in days if day.weekday() >= SATURDAY]
    return [_("On a weekend: %s.") % "; ".join(found)] if found else []


def public_holidays(days, laender):
    """Those of the Länder of the hosts; without one, those of all of Germany."""
    years = {day.year for day in days}
    calendars = {
        land: holidays.country_holidays("DE", subdiv=land or None, years=years, language="de")
        for land in laender or [""]
    }
    hints = []
    for day in days:
        found = {}
        for land, calendar in calendars.items():
            if day in calendar:
                found.setdefault(calendar[day], []).append(land)
        hints += [holiday_in_words(day, name, where, laender) for name, where in found.items()]
    return hints


def holiday_in_words(day, name, where, laender):
    told = {"day": long_day(day), "name": name}
    if not laender:
        return _("%(day)s is a public holiday: %(name)s.") % told
    told["laender"] = ", ".join(Land(land).label for land in where)
    return _("%(day)s is a public holiday in %(laender)s: %(name)s.") % told


def neighbours(first, last, others):
    """Other conferences on these days, the day before and the day after."""
    day = timedelta(days=1)
    found = others.taking_place().on_days(first - day, last + day).without_texts()[:MOST_OTHERS]
    return [neighbour_in_words(other, first, last) for other in found]


def neighbour_in_words(other, first, last):
    told = {"title": other.title, "days": long_span(other.starts_on, other.ends_on)}
    place = other.get_land_display() or other.place_name
    told["place"] = f", {place}" if place else ""
    if other.starts_on > last:
        return _("On the following day: “%(title)s” (%(days)s%(place)s).") % told
    if other.ends_on < first:
        return _("On the day before: “%(title)s” (%(days)s%(place)s).") % told
    return _("At the same time: “%(title)s” (%(days)s%(place)s).") % told
