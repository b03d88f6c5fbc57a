"""Write a history record for every object that is different after a content change.

Before its first write the stored object is compared with its last record. If it was changed since
(in bulk, or before records were written), that state is recorded first, attributed to nobody.
"""

from django.db.models import DateField, OuterRef, Subquery
from django.utils.translation import gettext as _

from smartcity.content.participants import Participant
from smartcity.content.row_cache import in_batches
from smartcity.publishing.records import has_history, record_model_of

from .states import fingerprint_of, own_state, related_names, related_state, state_of_record

CREATED, CHANGED, DELETED = "+", "~", "-"


class History(Participant):
    """Records each row that is different, and notes in the change which rows these are."""

    def __init__(self, change):
        super().__init__(change)
        # {(model, key): snapshot before the first write}
        self.before_change = {}

    def load_before(self, rows):
        if not has_history(rows.model):
            return rows
        last = records_of(rows.model, OuterRef("pk")).values("history_fingerprint")
        return self.load(rows).annotate(last_fingerprint=Subquery(last[:1]))

    def load(self, rows):
        names = related_names(rows.model) if has_history(rows.model) else []
        return rows.prefetch_related(*names)

    def before(self, rows):
        for row in rows:
            key = type(row), row.pk
            if has_history(type(row)) and key not in self.before_change:
                self.before_change[key] = snapshot = Snapshot(row)
                if snapshot.fingerprint != row.last_fingerprint and not snapshot.is_as_recorded():
                    self.note_difference(key)
                    text = _("As it stood before; changed without a note.")
                    snapshot.record(CHANGED, date=self.change.now, reason=text).save()

    def note_difference(self, key):
        """Note that the row *key*, as (model, key), is different."""
        self.change.different.add(key)
        self.change.mark_different()

    def finish(self):
        for model, keys in self.change.written.items():
            for batch in in_batches(keys):
                if has_history(model):
                    self.store_records(model, batch)
                else:
                    # Without a history nothing proves that the rows are as before.
                    for pk in batch:
                        self.note_difference((model, pk))

    def store_records(self, model, keys):
        """Record those of the rows that are different, with one statement."""
        records = []
        rows = self.change.rows.of(model, keys)
        for pk in keys:
            key = model, pk
            before, row = self.before_change.get(key), rows.get(pk)
            after = row and Snapshot(row)
            if kind := kind_of_change(before, after):
                self.note_difference(key)
                records.append(self.record(key, kind, after or before))
            elif after and key not in self.change.different:
                restore_timestamps(before.obj, row)
        record_model_of(model).objects.bulk_create(records)

    def record(self, key, kind, snapshot):
        """Return an unsaved record of *snapshot* with the explanations of the change."""
        change = self.change
        return snapshot.record(
            kind,
            date=change.now,
            by=change.by,
            reason=change.explanations.get(key, ""),
            recovers=change.recovered.get(key),
        )


def restore_timestamps(before, row):
    """Undo what `auto_now` wrote: a save that changed nothing is not the last change."""
    fields = [
        field
        for field in row._meta.concrete_fields
        if isinstance(field, DateField) and field.auto_now
    ]
    known = {field.attname: field.value_from_object(before) for field in fields}
    if any(field.value_from_object(row) != known[field.attname] for field in fields):
        type(row)._base_manager.filter(pk=row.pk).update(**known)


class Snapshot:
    """A stored object with its relations and parts; load it with `History.load`."""

    def __init__(self, obj):
        self.obj = obj
        self.related = related_state(obj)
        self.fingerprint = fingerprint_of(own_state(type(obj), obj) | self.related)

    def is_as_recorded(self):
        """Return whether the last record holds the same, though it may lack newer columns."""
        last = records_of(type(self.obj), self.obj.pk).first()
        return last is not None and fingerprint_of(state_of_record(last)) == self.fingerprint

    def record(self, kind, *, date, by=None, reason="", recovers=None):
        """Return an unsaved history record of the object."""
        model = record_model_of(type(self.obj))
        fields = model.tracked_fields
        return model(
            **{field.attname: field.value_from_object(self.obj) for field in fields},
            history_type=kind,
            history_date=date,
            history_user=by,
            history_change_reason=reason,
            history_related=self.related,
            history_fingerprint=self.fingerprint,
            history_recovers=recovers,
        )


def kind_of_change(before, after):
    """Return CREATED, CHANGED or DELETED for two snapshots, or None if they hold the same."""
    if before is None:
        return after and CREATED
    if after is None:
        return DELETED
    return CHANGED if before.fingerprint != after.fingerprint else None


def records_of(model, pk):
    """Return the history records of an object, the latest first."""
    rows = record_model_of(model).objects.filter(**{model._meta.pk.attname: pk})
    return rows.order_by("-history_id")
