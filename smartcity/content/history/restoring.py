"""Restore an old history record as a new edit, validated as a whole.

The address, the publication, the UID and the revision stay: readers and calendars know them.
"""

from itertools import chain, count

from django.db import models, transaction
from django.utils.translation import gettext as _

from smartcity.content.proposals import write_values
from smartcity.content.transaction import content_change
from smartcity.content.values import set_plain_value
from smartcity.text.dates import moment_in_words

from .states import state_of, state_of_record

# `merged_into` among them: merging moved the rows of a theme, which the old value does not undo.
NEVER_RESTORED = {"slug", "publication", "published_at", "merged_into"}


def restorable_values(record):
    """Return {name: value} of the fields of *record* that can be restored."""
    model = record.instance_type
    values = state_of_record(record).items()
    return {
        name: only_existing(model, name, value)
        for name, value in values
        if is_restorable(model, name)
    }


def is_restorable(model, name):
    """Return whether restoring a record changes the field *name*."""
    field = model._meta.get_field(name)
    if field.one_to_many:
        return True
    return field.editable and name not in NEVER_RESTORED and not isinstance(field, models.FileField)


def only_existing(model, name, value):
    """Return *value* without keys of rows deleted since; a required key stays, to be refused."""
    field = model._meta.get_field(name)
    if field.many_to_one and field.null and value is not None:
        exists = field.related_model._base_manager.filter(pk=value).exists()
        return value if exists else None
    if not field.many_to_many:
        return value
    existing = field.related_model._base_manager.filter(pk__in=value)
    return sorted(existing.values_list("pk", flat=True))


def differing_values(obj, values):
    """Return those of *values* that differ from what is stored."""
    stored = state_of(obj)
    return {name: value for name, value in values.items() if stored.get(name) != value}


def restore(obj, record, values, *, by, now):
    """Write *values* of *record* to *obj*; raise ValidationError, writing nothing, if invalid."""
    with content_change(now, by=by) as change, transaction.atomic():
        obj.refresh_from_db()
        change.explain(obj, _("Restored: version of %s") % moment_in_words(record.history_date))
        write_values(obj, differing_values(obj, values), change)


def recover(record, values, *, by, now):
    """Return a new draft with the values of a deleted object, under a free address."""
    model = record.instance_type
    with content_change(now, by=by) as change, transaction.atomic():
        obj = model(slug=free_slug(model, record.slug))
        related = {}
        for name, value in values.items():
            field = model._meta.get_field(name)
            if field.many_to_many or field.one_to_many:
                related[name] = value
            else:
                set_plain_value(obj, name, value)
        obj.full_clean()
        with change.writing(obj):
            obj.save()
        change.explain(obj, _("Restored: deleted on %s") % moment_in_words(record.history_date))
        change.recovered[model, obj.pk] = record.history_id
        write_values(obj, related, change)
        return obj


def free_slug(model, wanted):
    """Return *wanted*, with a number if needed, so that no object has or had this slug."""
    longest = model._meta.get_field("slug").max_length - 6
    numbered = (f"{wanted[:longest]}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if is_free(model, slug))


def is_free(model, slug):
    """Return whether no object of *model* has or had *slug*."""
    rows = model._base_manager
    return not (rows.filter(slug=slug) | rows.filter(former_slugs__slug=slug)).exists()


def deleted_records(model):
    """Return the last records of objects that were deleted and not recovered, the latest first."""
    records = model.history.model.objects
    recovered = records.exclude(history_recovers=None).values("history_recovers")
    deleted = records.filter(history_type="-").exclude(history_id__in=recovered)
    return deleted.select_related("history_user").order_by("-history_id")
