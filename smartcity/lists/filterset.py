"""The base of every filter set: shows nothing while a field is invalid, and says what it shows."""

from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartcity.text.dates import short_day

from .facet_counts import Counting
from .filtering import Choices, Chosen, Ordering, WordsFilter
from .unrecognised import Doubting


class FilterForm(forms.Form):
    """Fields beside each other that make sense only together are checked here."""

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("von"), cleaned.get("bis")
        if start and end and start > end:
            raise ValidationError({"bis": _("The period ends before it begins.")})
        return cleaned


def without_empty_values(data):
    """Of a value that is given twice and empty once, the other one counts."""
    filled = data.copy()
    for name in list(filled):
        given = [value for value in filled.getlist(name) if value.strip()]
        filled.setlist(name, given or [""])
    return filled


class CatalogueFilterSet(Counting, Doubting, django_filters.FilterSet):
    """Shows no rows while a field is invalid, and can say in words what it shows."""

    class Meta:
        form = FilterForm

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data and without_empty_values(data), *args, **kwargs)

    @property
    def qs(self):
        return self.queryset.none() if self.is_invalid else super().qs

    @property
    def is_invalid(self):
        return self.is_bound and (bool(self.misspelt) or not self.form.is_valid())

    @cached_property
    def narrowing(self):
        """The names of the filters in use."""
        return [
            name
            for name, value in self.cleaned.items()
            if not isinstance(self.filters[name], Ordering)
            and (value or getattr(value, "unknown", None))
        ]

    @property
    def cleaned(self):
        """What was understood of the request, whether or not all of it was."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        return self.form.cleaned_data

    def chosen(self, name):
        """The keys of the known values in a filter."""
        return [item.key for item in self.cleaned.get(name) or []]

    @property
    def applied(self):
        """[(parameter, Chosen)] of everything that narrows, for chips and for names."""
        return [pair for name in self.filters for pair in self.applied_by(name)]

    def applied_by(self, name):
        value = self.cleaned.get(name)
        if not value or isinstance(self.filters[name], Ordering):
            return []
        if isinstance(value, Choices):
            return [(name, item) for item in value]
        given = self.data[name].strip()
        is_day = isinstance(value, date)
        shown, current = (short_day(value), value.isoformat()) if is_day else (given, given)
        return [(name, Chosen(given, f"{self.filters[name].label} {shown}", value, current))]

    @property
    def chips(self):
        """[(label, address without it)]"""
        applied = [(item.label, name, [item.value]) for name, item in self.applied]
        doubted = [(doubt.label, doubt.parameter, doubt.values) for doubt in self.doubts]
        return [
            (label, self.address_without(name, *values))
            for label, name, values in applied + doubted
        ]

    def address_without(self, name, *values):
        """The address without some values of a filter, or without all of them."""
        gone = {value.strip() for value in values}
        given = self.data.getlist(name)
        return self.address_with(name, *(it for it in given if gone and it.strip() not in gone))

    def address_with(self, name, *values):
        """The address with these values of a filter in place of its own."""
        data = self.data.copy()
        data.pop("seite", None)
        data.setlist(name, values)
        return f"?{data.urlencode()}"

    @property
    def query(self):
        """“?land=NW”: what is asked of the filters as it was asked, without anything else."""
        return self.query_with(lambda name: not isinstance(self.filters.get(name), Ordering))

    @property
    def ordered_query(self):
        """The same, and the order of the rows."""
        return self.query_with(lambda name: True)

    def query_with(self, is_wanted):
        names = {*self.filters, *self.misspelt}
        lists = self.data.lists() if self.is_bound else []
        asked = [(name, values) for name, values in lists if name in names and is_wanted(name)]
        return f"?{urlencode(asked, doseq=True)}" if asked else ""

    @property
    def canonical(self):
        """The one query string that shows these rows, whatever else the address says."""
        return urlencode(sorted({(name, item.current) for name, item in self.applied}))

    @property
    def is_for_search_engines(self):
        """Whether they shall know it: no more than one value of each list.

        Values combine to more lists than a search engine could ever read, each with rows of others.
        """
        has_words = any(isinstance(self.filters[name], WordsFilter) for name in self.narrowing)
        is_clear = not (self.is_invalid or self.notices or has_words)
        return is_clear and len(self.applied) <= 1

    @property
    def labels(self):
        """Everything that narrows, in words."""
        return list(dict.fromkeys(str(item.label) for _name, item in self.applied))

    @property
    def state(self):
        """The same, and what was not understood."""
        return self.labels + [doubt.label for doubt in self.doubts]

    @property
    def order(self):
        """The order in use, nothing if it is the usual one."""
        value = self.cleaned.get("sortierung")
        return value if value in self.offered_orders else ""

    @property
    def orders(self):
        """[(value, label, is in use)]; none if there is only one."""
        offered = [(value, one.label) for value, one in self.offered_orders.items()]
        if not offered:
            return []
        # Only what is searched for has a relevance, and then it is what most readers want.
        first = [pair for pair in offered if self.offered_orders[pair[0]].needs]
        usual = ("", self.filters["sortierung"].usual)
        ordered = [*first, usual, *(pair for pair in offered if pair not in first)]
        return [(value, label, value == self.order) for value, label in ordered]

    @property
    def offered_orders(self):
        ordering = self.filters.get("sortierung")
        return ordering.offered() if ordering else {}

    def in_order(self, rows):
        ordering = self.filters.get("sortierung")
        return ordering.filter(rows, self.order) if ordering else rows
