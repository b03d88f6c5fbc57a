"""The query parameters of a list in OpenAPI, derived from its form fields."""

from functools import singledispatch

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from smartcity.lists.filtering import SLUG, Ordering, SlugsField, ValuesField

LIMIT, MAX_LIMIT = 20, 100


class PagingForm(forms.Form):
    """The parameters that all lists share."""

    limit = forms.IntegerField(
        label=_("How many rows at once"), min_value=1, max_value=MAX_LIMIT, required=False
    )
    cursor = forms.CharField(
        label=_("Where to go on; stands in the address of the next rows"),
        max_length=500,
        required=False,
    )


def parameters_of(filterset_class):
    """Return the OpenAPI parameters of a list."""
    return [parameter(name, field) for name, field in fields_of(filterset_class).items()]


def fields_of(filterset_class):
    """Return {parameter: form field} of a list: its filters, then those of `PagingForm`."""
    filters = filterset_class.base_filters.items()
    fields = {name: item.field for name, item in filters if not isinstance(item, Ordering)}
    return {**fields, **PagingForm.base_fields}


def parameter(name, field):
    """Return the OpenAPI parameter *name* for a form field."""
    schema = schema_of(field)
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": lazy_description_of(field),
        "schema": schema,
        # Several values repeat the parameter: ?land=NW&land=RP
        **({"style": "form", "explode": True} if schema["type"] == "array" else {}),
    }


@singledispatch
def schema_of(field):
    """Return the JSON schema of the values that *field* accepts."""
    return {"type": "string", "maxLength": field.max_length}


@schema_of.register
def _values(field: ValuesField):
    choices = [str(value) for value, _label in field.choices]
    return {"type": "array", "items": {"type": "string", "enum": choices}}


@schema_of.register
def _slugs(field: SlugsField):
    return {"type": "array", "items": {"type": "string", "pattern": f"^{SLUG.pattern}$"}}


@schema_of.register
def _day(field: forms.DateField):
    return {"type": "string", "format": "date"}


@schema_of.register
def _number(field: forms.IntegerField):
    limits = {"minimum": field.min_value, "maximum": field.max_value}
    return {"type": "integer", "default": LIMIT, **limits}


def description_of(field):
    """Return “Land: BW (Baden-Württemberg), …”; values equal to their label are omitted."""
    choices = (field.choices if isinstance(field, ValuesField) else None) or []
    values = [f"{value} ({label})" for value, label in choices if str(value) != str(label)]
    return f"{field.label}: {', '.join(values)}" if values else str(field.label)


# Translated on use, not on import.
lazy_description_of = lazy(description_of, str)
