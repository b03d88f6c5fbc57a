"""The content of a history record: {name: plain value} of columns, relations and parts."""

import hashlib
import json

from smartcity.content.values import complete_row, keys_of, plain_value, row_of
from smartcity.publishing.records import record_model_of
from smartcity.publishing.relations import related_rows


def state_of(obj):
    """Return the state of *obj* as it is stored now."""
    return own_state(type(obj), obj) | related_state(obj)


def state_of_record(record):
    """Return the state in *record*; columns and relations that were added later are empty."""
    model = record.instance_type
    related = {
        name: [complete_row(model._meta.get_field(name).related_model, row) for row in rows]
        if name in record.part_names
        else rows
        for name, rows in record.history_related.items()
    }
    return own_state(model, record) | {name: [] for name in related_names(model)} | related


def own_state(model, row):
    """Return {name: value} of the columns of an object or of a history record."""
    return {
        field.name: plain_value(field, row)
        for field in record_model_of(model).tracked_fields
        if not field.primary_key
    }


def related_names(model):
    """Return the relations that `related_state` reads, for prefetching."""
    names = [field.name for field in model._meta.many_to_many]
    return [*names, *record_model_of(model).part_names]


def related_state(obj):
    """Return {name: keys or rows} of the many-to-many relations and parts of *obj*."""
    names = [field.name for field in obj._meta.many_to_many]
    parts = record_model_of(type(obj)).part_names
    return {name: keys_of(related_rows(obj, name)) for name in names} | {
        name: [row_of(part, with_files=True) for part in related_rows(obj, name)] for name in parts
    }


def fingerprint_of(state):
    """Return a digest that is equal for equal states."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
