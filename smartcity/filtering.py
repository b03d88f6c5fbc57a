"""Filters whose state is an address: values repeat, OR inside one filter, AND between filters.

An empty value is ignored. An unknown value matches nothing within its filter, so a filter with
only unknown values shows no rows: what somebody subscribed to never grows by a typing error.
"""

import re
from copy import copy
from dataclasses import dataclass

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .folding import fold_for_search

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
MAX_VALUES = 200
MAX_WORDS = 10


@dataclass(frozen=True)
class Chosen:
    """One value of a filter as the reader gave it; `key` is what the query compares."""

    value: str
    label: str
    key: object


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
        labels = {str(value): label for value, label in self.offered()}
        return [Chosen(value, labels[value], value) for value in values if value in labels]

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
        found = self.queryset().resolved(slugs) if slugs else []
        return [Chosen(slug, name, pk) for slug, pk, name in found]


def any_of(path):
    """Rows for which *path* leads to any of the keys; a subquery, so that none appears twice."""

    def narrow(queryset, keys, request):
        found = queryset.model._base_manager.filter(**{f"{path}__in": keys})
        return queryset.filter(pk__in=found.values("pk"))

    return narrow


class ValuesFilter(django_filters.Filter):
    """Rows whose field is any of the keys, or what `narrow(queryset, keys, request)` says."""

    field_class = ValuesField

    def __init__(self, *args, narrow=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.narrow = narrow or self.narrow_by_field

    def __deepcopy__(self, memo):
        # Each filter set has filters of its own, but may share what they choose from.
        return copy(self)

    def narrow_by_field(self, queryset, keys, request):
        return queryset.filter(**{f"{self.field_name}__in": keys})

    def filter(self, queryset, value):
        if value:
            return self.narrow(queryset, [item.key for item in value], self.parent.request)
        return queryset.none() if value.unknown else queryset


class SlugsFilter(ValuesFilter):
    field_class = SlugsField


class WordsField(forms.CharField):
    """At most 200 characters and 10 words, counted as they are searched: folding adds some."""

    def clean(self, value):
        value = super().clean(value)
        if len(searched_words(value)) > MAX_WORDS:
            raise ValidationError(_("Search for at most 10 words."))
        return value


def searched_words(value):
    return list(dict.fromkeys(fold_for_search(value).split()))


class WordsFilter(django_filters.CharFilter):
    """Every word occurs in the folded `search_text`, or in that of *parts*."""

    field_class = WordsField

    def __init__(self, *, parts=None, **kwargs):
        super().__init__(max_length=200, **kwargs)
        self.parts = parts

    def filter(self, queryset, value):
        for word in searched_words(value or ""):
            queryset = queryset.filter(self.hit(queryset.model, word))
        return queryset

    def hit(self, model, word):
        hit = Q(search_text__contains=word)
        if self.parts:
            found = model._base_manager.filter(**{f"{self.parts}__search_text__contains": word})
            hit |= Q(pk__in=found.values("pk"))
        return hit


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(input_formats=formats, widget=widget, **kwargs)


class Ordering(django_filters.CharFilter):
    """Order by a named word of the queryset; any other value keeps the order it had."""

    def __init__(self, *, orders, **kwargs):
        super().__init__(widget=forms.HiddenInput, **kwargs)
        self.orders = orders

    def filter(self, queryset, value):
        order = self.orders.get(value)
        return order(queryset, self.parent.request) if order else queryset
