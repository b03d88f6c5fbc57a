"""Filters whose state is an address: values repeat, OR inside one filter, AND between filters.

An empty value is ignored. An unknown value matches nothing within its filter, so a filter with
only unknown values shows no rows: what somebody subscribed to never grows by a typing error.
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
class Chosen:
    """One value of a filter as the reader gave it.

    `key` is what the query compares, `current` how our own addresses write it.
    """

    value: str
    label: str
    key: object
    current: str


class Choices(list):
    """The chosen values that are known, as `Chosen`; the other ones in `unknown`."""

    def __init__(self, chosen, unknown):
        super().__init__(chosen)
        self.unknown = unknown


class ValuesField(forms.Field):
    """Any number of values out of [(value, label)]; cleans to `Choices`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    def offered(self):
        return self.choices

    def known(self, values):
        """Those that are offered, in small or capital letters."""
        offered = {str(value).casefold(): (str(value), label) for value, label in self.offered()}
        found = [(value, offered.get(value.casefold())) for value in values]
        return [Chosen(value, hit[1], hit[0], hit[0]) for value, hit in found if hit]

    def clean(self, value):
        given = list(dict.fromkeys(filter(None, (item.strip() for item in value or []))))
        chosen = self.known(given[:MAX_VALUES])
        known = {item.value for item in chosen}
        return Choices(chosen, [item for item in given if item not in known])


class SlugsField(ValuesField):
    """Current or former slugs of a queryset's objects; the key is the primary key."""

    def __init__(self, *, queryset, **kwargs):
        super().__init__(choices=None, **kwargs)
        self.queryset = queryset

    def offered(self):
        return self.queryset().offered()

    def known(self, values):
        slugs = [value for value in values if SLUG.fullmatch(value)]
        # Forms store slugs in small letters.
        asked = list(dict.fromkeys(way for slug in slugs for way in (slug, slug.lower())))
        found = self.queryset().resolved(asked) if asked else []
        leads = {slug: (name, pk, current) for slug, pk, current, name in found}
        hits = [(slug, leads.get(slug) or leads.get(slug.lower())) for slug in slugs]
        return [Chosen(slug, *hit) for slug, hit in hits if hit]


class ValuesFilter(django_filters.Filter):
    """Rows that have any of the chosen values, *by* one of the ways in `facets`.

    A long filter shows its values *arranged* by hits and leaves out those without.
    """

    field_class = ValuesField

    def __init__(self, *, by, arranged=by_hits, **kwargs):
        super().__init__(**kwargs)
        self.by = by
        self.arranged = arranged

    def __deepcopy__(self, memo):
        # Each filter set has filters of its own, but may share what they choose from.
        return copy(self)

    @property
    def is_long(self):
        return len(self.extra["choices"]) > SHOWN

    def filter(self, queryset, value):
        if value:
            return self.by.narrow(queryset, [item.key for item in value], self.parent.request)
        return queryset.none() if value.unknown else queryset

    def tally(self, rows, request):
        """{key: number of rows}"""
        return {str(key): number for key, number in self.by.counts(rows, request)}

    def options(self, tally, chosen):
        ticked = {item.key for item in chosen}
        options = [
            Option(str(value), label, tally.get(str(value), 0), str(value) in ticked)
            for value, label in self.extra["choices"]
        ]
        return self.arranged(options) if self.is_long else options


class SlugsFilter(ValuesFilter):
    field_class = SlugsField
    is_long = True

    def tally(self, rows, request):
        """{key: (slug, name, number of rows)} from A to Z"""
        counted = self.by.counts(rows, request, about=["slug", "name", "sort_key"])
        found = sorted((row for row in counted if row[0]), key=lambda row: row[3])
        return {key: (slug, name, number) for key, slug, name, _sort_key, number in found}

    def options(self, tally, chosen):
        ticked = {item.key: (item.current, item.label, 0) for item in chosen}
        offered = ticked | tally
        return self.arranged([Option(*offered[key], key in ticked) for key in offered])


class WordsField(forms.CharField):
    """At most 200 characters and 10 words, counted as they are searched: folding adds some."""

    def __init__(self, **kwargs):
        too_long = {"max_length": _("Search for at most 200 characters.")}
        super().__init__(max_length=200, error_messages=too_long, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if len(searched_words(value)) > MAX_WORDS:
            raise ValidationError(_("Search for at most 10 words."))
        return value


class WordsFilter(django_filters.CharFilter):
    """Rows in which every word occurs."""

    field_class = WordsField

    def filter(self, queryset, value):
        return queryset.searching(value or "")


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(input_formats=formats, widget=widget, **kwargs)


@dataclass(frozen=True)
class Order:
    """`word(queryset, filterset)` orders; it makes sense while the filter *needs* has a value."""

    label: str
    word: Callable
    needs: str = ""


class OrderField(forms.CharField):
    def clean(self, value):
        return super().clean(value).casefold()


class Ordering(django_filters.CharFilter):
    """Order by a named word of the queryset; any other value keeps the *usual* order."""

    field_class = OrderField

    def __init__(self, *, usual, orders, **kwargs):
        super().__init__(widget=forms.HiddenInput, **kwargs)
        self.usual = usual
        self.orders = orders

    def filter(self, queryset, value):
        order = self.offered().get(value)
        return order.word(queryset, self.parent) if order else queryset

    def offered(self):
        given = self.parent.cleaned
        orders = self.orders.items()
        return {value: one for value, one in orders if not one.needs or given.get(one.needs)}
