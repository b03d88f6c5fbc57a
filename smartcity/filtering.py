"""Filters whose state is an address: values repeat, OR inside one filter, AND between filters.

An empty value is ignored. An unknown value matches nothing within its filter, so a filter with
only unknown values shows no rows: what somebody subscribed to never grows by a typing error.
"""

import re
from dataclasses import dataclass
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .dates import short_day
from .folding import fold_for_search

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
MAX_VALUES = 200


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


class ValuesFilter(django_filters.Filter):
    """`narrow(queryset, keys, request)` says which rows match any of the keys."""

    field_class = ValuesField

    def __init__(self, *args, narrow, **kwargs):
        super().__init__(*args, **kwargs)
        self.narrow = narrow

    def filter(self, queryset, value):
        if value:
            return self.narrow(queryset, [item.key for item in value], self.parent.request)
        return queryset.none() if value.unknown else queryset


class SlugsFilter(ValuesFilter):
    field_class = SlugsField


class WordsFilter(django_filters.CharFilter):
    """Every word occurs in the folded `search_text`; at most 200 characters."""

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)

    def filter(self, queryset, value):
        for word in fold_for_search(value or "").split():
            queryset = queryset.filter(search_text__contains=word)
        return queryset


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(input_formats=formats, widget=widget, **kwargs)


class FilterForm(forms.Form):
    """Fields beside each other that make sense only together are checked here."""

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("von"), cleaned.get("bis")
        if start and end and start > end:
            raise ValidationError({"bis": _("The period ends before it begins.")})
        return cleaned


class CatalogueFilterSet(django_filters.FilterSet):
    """Shows no rows while a field is invalid, and can say in words what it shows."""

    class Meta:
        form = FilterForm

    @property
    def qs(self):
        is_invalid = self.is_bound and not self.form.is_valid()
        return self.queryset.none() if is_invalid else super().qs

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
        shown = short_day(value) if isinstance(value, date) else given
        return [(name, Chosen(given, f"{self.filters[name].label} {shown}", value))]

    @property
    def chips(self):
        """[(label, address without it)]"""
        return [(item.label, self.address_without(name, item.value)) for name, item in self.applied]

    def address_without(self, name, value):
        data = self.data.copy()
        data.pop("seite", None)
        data.setlist(name, [item for item in data.getlist(name) if item.strip() != value])
        return f"?{data.urlencode()}"

    @property
    def notices(self):
        """[(label of a filter, the values in it that mean nothing)]"""
        understood = self.cleaned.items()
        unknown = {name: value.unknown for name, value in understood if hasattr(value, "unknown")}
        return [(self.filters[name].label, values) for name, values in unknown.items() if values]

    @property
    def facets(self):
        """[(parameter, label, [(value, label, is checked)])] for the form."""
        return [self.facet(name) for name, item in self.filters.items() if hasattr(item, "narrow")]

    def facet(self, name):
        # By label: a former slug checks the box of the current one.
        chosen = {item.label for item in self.cleaned.get(name) or []}
        offered = self.form.fields[name].offered()
        options = [(value, label, label in chosen) for value, label in offered]
        return name, self.filters[name].label, options


class Ordering(django_filters.CharFilter):
    """Order by a named word of the queryset; any other value keeps the order it had."""

    def __init__(self, *, orders, **kwargs):
        super().__init__(widget=forms.HiddenInput, **kwargs)
        self.orders = orders

    def filter(self, queryset, value):
        order = self.orders.get(value)
        return order(queryset, self.parent.request) if order else queryset
