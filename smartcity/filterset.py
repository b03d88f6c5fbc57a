"""The base of every filter set: shows nothing while a field is invalid, and says what it shows."""

from dataclasses import dataclass
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .dates import short_day
from .filtering import Choices, Chosen, Ordering


@dataclass(frozen=True)
class Facet:
    """The values of one filter to tick: `options` are [(value, label, is ticked)]."""

    parameter: str
    label: str
    options: list

    @property
    def is_ticked(self):
        return any(is_ticked for _value, _label, is_ticked in self.options)

    @property
    def is_long(self):
        return len(self.options) > 8


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
        return [self.facet(name) for name, item in self.filters.items() if hasattr(item, "narrow")]

    def facet(self, name):
        # By label: a former slug ticks the box of the current one.
        chosen = {item.label for item in self.cleaned.get(name) or []}
        options = [(value, label, label in chosen) for value, label in self.offered(name)]
        return Facet(name, self.filters[name].label, options)

    def offered(self, name):
        """[(value, label)] to choose from."""
        return self.form.fields[name].offered()
