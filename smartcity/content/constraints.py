"""Which field of a form or of a table a broken constraint of the database is about."""

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint


def errors_by_field(error):
    """Return {field: errors} of a ValidationError made for several fields, else {}."""
    return getattr(error, "error_dict", {})


def field_of(fault, instance, candidates):
    """The last of the fields *shown* that the broken constraint speaks of, or None."""
    for constraint in instance._meta.constraints:
        if fault.message == broken_sentence(constraint, instance):
            fields = constraint.fields if isinstance(constraint, UniqueConstraint) else ()
            names = fields or constraint.condition.referenced_base_fields
            spoken_of = [name for name in candidates if name in names]
            return spoken_of[-1] if spoken_of else None
    return None


def broken_sentence(constraint, instance):
    try:
        constraint.validate(type(instance), instance)
    except ValidationError as error:
        return error.message
