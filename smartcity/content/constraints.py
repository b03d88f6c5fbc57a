"""Attribute a violated database constraint to a field of a form or of a table."""

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint


def errors_by_field(error):
    """Return {field: errors} of a ValidationError for several fields, else {}."""
    return getattr(error, "error_dict", {})


def field_of(error, instance, candidates):
    """Return the last of *candidates* that the violated constraint concerns, or None."""
    for constraint in instance._meta.constraints:
        if error.message == violation_message(constraint, instance):
            fields = constraint.fields if isinstance(constraint, UniqueConstraint) else ()
            names = fields or constraint.condition.referenced_base_fields
            concerned = [name for name in candidates if name in names]
            return concerned[-1] if concerned else None
    return None


def violation_message(constraint, instance):
    """Return the error message of *constraint* if *instance* violates it, else None."""
    try:
        constraint.validate(type(instance), instance)
    except ValidationError as error:
        return error.message
    return None
