"""Filters for query strings: a parameter may repeat; values combine with OR, filters with AND.

An empty value is ignored. An unknown value matches nothing, so a filter with only unknown values
leaves no rows: a typing error must never extend what somebody subscribes to.
"""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartcity.search.query import MAX_WORDS, searched_words

from .facets import SHOWN, Option, by_hits

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
MAX_VALUES = 200


@dataclass(frozen=True)
class ChosenValue:
    """One value of a filter as the reader gave it.

    `key` is the value that the query compares, `current` the one that our own URLs contain.
    """

    value: str
    label: str
    key: object
    current: str


class Choices(list):
    """The known chosen values as `ChosenValue`; the other ones are in `unknown`."""

    def __init__(self, chosen, unknown):
        super().__init__(chosen)
        self.unknown = unknown


class ValuesField(forms.Field):
    """A field for any number of values out of [(value, label)]; cleans to `Choices`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    def offered(self):
        """Return [(value, label)] of all values."""
        return self.choices

    def known(self, values):
        """Return the known ones of *values* as `ChosenValue`, ignoring case."""
        offered = {str(value).casefold(): (str(value), label) for value, label in self.offered()}
        matches = [(value, offered.get(value.casefold())) for value in values]
        return [ChosenValue(value, hit[1], hit[0], hit[0]) for value, hit in matches if hit]

    def clean(self, value):
        """Return the `Choices` of a list of values."""
        values = list(dict.fromkeys(filter(None, (item.strip() for item in value or []))))
        chosen = self.known(values[:MAX_VALUES])
        known = {item.value for item in chosen}
        return Choices(chosen, [item for item in values if item not in known])


class SlugsField(ValuesField):
    """A field for current or former slugs of objects; the key is the primary key."""

    def __init__(self, *, queryset, **kwargs):
        super().__init__(choices=None, **kwargs)
        self.queryset = queryset

    def offered(self):
        """Return [(slug, name)] of all objects."""
        return self.queryset().offered()

    def known(self, values):
        """Return the known ones of *values* as `ChosenValue`, with current slugs."""
        slugs = [value for value in values if SLUG.fullmatch(value)]
        # Slugs are stored in lower case.
        candidates = list(
            dict.fromkeys(spelling for slug in slugs for spelling in (slug, slug.lower()))
        )
        objects = self.queryset().resolved(candidates) if candidates else []
        leads = {slug: (name, pk, current) for slug, pk, current, name in objects}
        hits = [(slug, leads.get(slug) or leads.get(slug.lower())) for slug in slugs]
        return [ChosenValue(slug, *hit) for slug, hit in hits if hit]


class ValuesFilter(django_filters.Filter):
    """Rows with any of the chosen values, narrowed and counted *by* a class of `facets`.

    The options of a long filter go through the function *arrange*, which drops those without hits.
    """

    field_class = ValuesField

    def __init__(self, *, by, arrange=by_hits, **kwargs):
        super().__init__(**kwargs)
        self.by = by
        self.arrange = arrange

    def __deepcopy__(self, memo):
        # Each filter set needs filters of its own, but a deep copy of the choices would cost time.
        return copy(self)

    @property
    def is_long(self):
        """Whether the filter has more values than are shown at once."""
        return len(self.extra["choices"]) > SHOWN

    def filter(self, queryset, value):
        """Return the rows with the chosen values; none if all chosen values are unknown."""
        if value:
            return self.by.narrow(queryset, [item.key for item in value], self.parent.request)
        return queryset.none() if value.unknown else queryset

    def tally(self, rows, request):
        """Return {key: number of rows}."""
        return {str(key): number for key, number in self.by.counts(rows, request)}

    def options(self, tally, chosen):
        """Return the options with their numbers from *tally*."""
        ticked = {item.key for item in chosen}
        options = [
            Option(str(value), label, tally.get(str(value), 0), str(value) in ticked)
            for value, label in self.extra["choices"]
        ]
        return self.arrange(options) if self.is_long else options


class SlugsFilter(ValuesFilter):
    """Rows that belong to any of the objects chosen by slug."""

    field_class = SlugsField
    is_long = True

    def tally(self, rows, request):
        """Return {key: (slug, name, number of rows)}, ordered by name."""
        counted = self.by.counts(rows, request, about=["slug", "name", "sort_key"])
        objects = sorted((row for row in counted if row[0]), key=lambda row: row[3])
        return {key: (slug, name, number) for key, slug, name, _sort_key, number in objects}

    def options(self, tally, chosen):
        """Return the options with their numbers from *tally*, chosen ones included."""
        ticked = {item.key: (item.current, item.label, 0) for item in chosen}
        offered = ticked | tally
        return self.arrange([Option(*offered[key], key in ticked) for key in offered])


class WordsField(forms.CharField):
    """A field for search words: at most 200 characters and 10 words after folding."""

    def __init__(self, **kwargs):
        too_long = {"max_length": _("Search for at most 200 characters.")}
        super().__init__(max_length=200, error_messages=too_long, **kwargs)

    def clean(self, value):
        """Return the search words; raise ValidationError for more than `MAX_WORDS`."""
        value = super().clean(value)
        if len(searched_words(value)) > MAX_WORDS:
            raise ValidationError(_("Search for at most 10 words."))
        return value


class WordsFilter(django_filters.CharFilter):
    """Rows that contain every search word."""

    field_class = WordsField

    def filter(self, queryset, value):
        return queryset.searching(value or "")


class DayFilter(django_filters.DateFilter):
    """Rows before or after a day, in ISO or German notation."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(input_formats=formats, widget=widget, **kwargs)


@dataclass(frozen=True)
class Order:
    """`apply(queryset, filterset)` orders rows; offered while the filter *needs* has a value."""

    label: str
    apply: Callable
    needs: str = ""


class OrderField(forms.CharField):
    """A field for the name of an order, ignoring case."""

    def clean(self, value):
        return super().clean(value).casefold()


class Ordering(django_filters.CharFilter):
    """Orders rows by a named `Order`; any other value keeps the *usual* order."""

    field_class = OrderField

    def __init__(self, *, usual, orders, **kwargs):
        super().__init__(widget=forms.HiddenInput, **kwargs)
        self.usual = usual
        self.orders = orders

    def filter(self, queryset, value):
        order = self.offered().get(value)
        return order.apply(queryset, self.parent) if order else queryset

    def offered(self):
        """Return {value: Order} of the orders that make sense for the current filters."""
        cleaned = self.parent.cleaned
        return {
            value: order
            for value, order in self.orders.items()
            if not order.needs or cleaned.get(order.needs)
        }
