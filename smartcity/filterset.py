"""The base of every filter set: shows nothing while a field is invalid, and says what it shows."""

from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .counting import Counting
from .dates import short_day
from .filtering import Choices, Chosen, Ordering, WordsFilter


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


class CatalogueFilterSet(Counting, django_filters.FilterSet):
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
        return self.is_bound and not self.form.is_valid()

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
        return [(item.label, self.address_without(name, item.value)) for name, item in self.applied]

    def address_without(self, name, value=None):
        """The address without one value of a filter, or without all of them."""
        data = self.data.copy()
        data.pop("seite", None)
        stay = [item for item in data.getlist(name) if value and item.strip() != value]
        data.setlist(name, stay)
        return f"?{data.urlencode()}"

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
    def notices(self):
        """[(label of a filter, the values in it that mean nothing)]"""
        understood = self.cleaned.items()
        unknown = {name: value.unknown for name, value in understood if hasattr(value, "unknown")}
        return [(self.filters[name].label, values) for name, values in unknown.items() if values]

    @property
    def not_understood(self):
        """[(parameter, value as given)] of filters of which nothing was: they leave no rows."""
        wrong = list(self.form.errors) if self.is_bound else []
        unknown = {name: getattr(value, "unknown", []) for name, value in self.cleaned.items()}
        wrong += [name for name, values in unknown.items() if values and not self.cleaned[name]]
        return [(name, value) for name in wrong for value in self.data.getlist(name)]

    @property
    def labels(self):
        """Everything that narrows, in words."""
        return list(dict.fromkeys(str(item.label) for _name, item in self.applied))

    @property
    def objections(self):
        """In sentences, what was not understood."""
        unknown = [
            _("Unknown in the filter “%(filter)s”: %(values)s.")
            % {"filter": label, "values": ", ".join(values)[:200]}
            for label, values in self.notices
        ]
        errors = self.form.errors.items() if self.is_bound else ()
        return unknown + [f"{self.filters[name].label}: {' '.join(told)}" for name, told in errors]

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
