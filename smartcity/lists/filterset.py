"""The base of every filter set."""

from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartcity.text.dates import short_day

from .facet_counts import FacetCounts
from .filtering import Choices, ChosenValue, Ordering, WordsFilter
from .unrecognised import UnrecognisedParameters


class FilterForm(forms.Form):
    """The form of a filter set, which validates fields against each other."""

    def clean(self):
        """Return the cleaned data; raise ValidationError if the period ends before it begins."""
        cleaned = super().clean()
        start, end = cleaned.get("von"), cleaned.get("bis")
        if start and end and start > end:
            raise ValidationError({"bis": _("The period ends before it begins.")})
        return cleaned


def without_empty_values(data):
    """Return *data* without the empty values of parameters that have other ones."""
    filled = data.copy()
    for name in list(filled):
        values = [value for value in filled.getlist(name) if value.strip()]
        filled.setlist(name, values or [""])
    return filled


class CatalogueFilterSet(FacetCounts, UnrecognisedParameters, django_filters.FilterSet):
    """A filter set with no rows while a field is invalid, and with its filters in words."""

    class Meta:
        form = FilterForm

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data and without_empty_values(data), *args, **kwargs)

    @property
    def qs(self):
        """The filtered and ordered rows; none while a field is invalid."""
        return self.queryset.none() if self.is_invalid else super().qs

    @property
    def is_invalid(self):
        """Whether a field has an error or a filter's name is misspelt."""
        return self.is_bound and (bool(self.misspelt) or not self.form.is_valid())

    @cached_property
    def narrowing(self):
        """The names of the filters in use."""
        return [
            name
            for name, value in self.cleaned.items()
            if not isinstance(self.filters[name], Ordering)
            and (value or (isinstance(value, Choices) and value.unknown))
        ]

    @property
    def cleaned(self):
        """The valid values of the request, even if others are invalid."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        return self.form.cleaned_data

    def chosen(self, name):
        """Return the keys of the known values of the filter *name*."""
        return [item.key for item in self.cleaned.get(name) or []]

    @property
    def applied(self):
        """[(parameter, ChosenValue)] of all filters in use, for chips and titles."""
        return [pair for name in self.filters for pair in self.applied_by(name)]

    def applied_by(self, name):
        """Return [(parameter, ChosenValue)] of the filter *name*."""
        value = self.cleaned.get(name)
        if not value or isinstance(self.filters[name], Ordering):
            return []
        if isinstance(value, Choices):
            return [(name, item) for item in value]
        text = self.data[name].strip()
        is_day = isinstance(value, date)
        words, current = (short_day(value), value.isoformat()) if is_day else (text, text)
        return [(name, ChosenValue(text, f"{self.filters[name].label} {words}", value, current))]

    @property
    def chips(self):
        """[(label, URL without this value)] of all values in use or unrecognised."""
        applied = [(item.label, name, [item.value]) for name, item in self.applied]
        unrecognised = [(item.label, item.parameter, item.values) for item in self.unrecognised]
        return [
            (label, self.address_without(name, *values))
            for label, name, values in applied + unrecognised
        ]

    def address_without(self, name, *values):
        """Return the URL without these values of a filter, or without all of its values."""
        removed = {value.strip() for value in values}
        remaining = [value for value in self.data.getlist(name) if value.strip() not in removed]
        return self.address_with(name, *(remaining if removed else []))

    def address_with(self, name, *values):
        """Return the URL of the first page with these values of a filter instead of its own."""
        data = self.data.copy()
        data.pop("seite", None)
        data.setlist(name, values)
        return f"?{data.urlencode()}"

    @property
    def query(self):
        """“?land=NW”: the parameters of filters as they were given, without the order."""
        return self.query_with(lambda name: not isinstance(self.filters.get(name), Ordering))

    @property
    def ordered_query(self):
        """The parameters of filters and of the order as they were given."""
        return self.query_with(lambda name: True)

    def query_with(self, is_wanted):
        """Return the query string of the given parameters that `is_wanted(name)` accepts."""
        names = {*self.filters, *self.misspelt}
        lists = self.data.lists() if self.is_bound else []
        parameters = [(name, values) for name, values in lists if name in names and is_wanted(name)]
        return f"?{urlencode(parameters, doseq=True)}" if parameters else ""

    @property
    def canonical(self):
        """The canonical query string of these rows."""
        return urlencode(sorted({(name, item.current) for name, item in self.applied}))

    @property
    def is_for_search_engines(self):
        """Whether search engines may index the page: at most one value in use.

        Values combine to more lists than a search engine can crawl, with rows that other lists
        show, too.
        """
        has_words = any(isinstance(self.filters[name], WordsFilter) for name in self.narrowing)
        is_clear = not (self.is_invalid or self.notices or has_words)
        return is_clear and len(self.applied) <= 1

    @property
    def labels(self):
        """The labels of all values in use."""
        return list(dict.fromkeys(str(item.label) for _name, item in self.applied))

    @property
    def state(self):
        """The labels of all values in use or unrecognised."""
        return self.labels + [item.label for item in self.unrecognised]

    @property
    def order(self):
        """The order in use, or "" for the usual one."""
        value = self.cleaned.get("sortierung")
        return value if value in self.offered_orders else ""

    @property
    def orders(self):
        """[(value, label, whether it is in use)]; empty if there is only one order."""
        offered = [(value, order.label) for value, order in self.offered_orders.items()]
        if not offered:
            return []
        # Orders that depend on a filter come first: after a search, readers want relevance.
        first = [pair for pair in offered if self.offered_orders[pair[0]].needs]
        usual = ("", self.filters["sortierung"].usual)
        ordered = [*first, usual, *(pair for pair in offered if pair not in first)]
        return [(value, label, value == self.order) for value, label in ordered]

    @property
    def offered_orders(self):
        """{value: Order} of the orders that make sense for the current filters."""
        ordering = self.filters.get("sortierung")
        return ordering.offered() if ordering else {}

    def in_order(self, rows):
        """Return *rows* in the chosen order."""
        ordering = self.filters.get("sortierung")
        return ordering.filter(rows, self.order) if ordering else rows
