"""When records are kept: once for every object that is different after a content change.

Before the first write the stored object is compared with its last record. What was changed without
one (in bulk, or before there were records) gets its own record first, so that nobody answers for
it.
"""

from django.db.models import DateField, OuterRef, Subquery
from django.utils.translation import gettext as _

from smartcity.content.participants import Participant
from smartcity.content.row_cache import in_batches
from smartcity.publishing.records import has_history, record_model_of

from .states import fingerprint_of, own_state, related_names, related_state, state_of_record

CREATED, CHANGED, DELETED = "+", "~", "-"


class History(Participant):
    """Keeps a record of each row that is different, and tells the change which those are."""

    def __init__(self, change):
        super().__init__(change)
        # By (model, key): how it stood before its first write.
        self.before_change = {}

    def loads_before(self, rows):
        if not has_history(rows.model):
            return rows
        last = records_of(rows.model, OuterRef("pk")).values("history_fingerprint")
        return self.loads(rows).annotate(last_fingerprint=Subquery(last[:1]))

    def loads(self, rows):
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
        self.change.different.add(key)
        self.change.differs()

    def finish(self):
        for model, keys in self.change.written.items():
            for batch in in_batches(keys):
                if has_history(model):
                    self.store_records(model, batch)
                else:
                    # Nothing proves that they are as before.
                    for pk in batch:
                        self.note_difference((model, pk))

    def store_records(self, model, keys):
        """Write the records of those that are different by now, together."""
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
                put_back_moments(before.obj, row)
        record_model_of(model).objects.bulk_create(records)

    def record(self, key, kind, snapshot):
        change = self.change
        return snapshot.record(
            kind,
            date=change.now,
            by=change.by,
            reason=change.explanations.get(key, ""),
            recovers=change.recovered.get(key),
        )


def put_back_moments(before, row):
    """A save that changed nothing is no last change: restore what `auto_now` made of it."""
    fields = [
        field
        for field in row._meta.concrete_fields
        if isinstance(field, DateField) and field.auto_now
    ]
    known = {field.attname: field.value_from_object(before) for field in fields}
    if any(field.value_from_object(row) != known[field.attname] for field in fields):
        type(row)._base_manager.filter(pk=row.pk).update(**known)


class Snapshot:
    """A stored object, loaded with what `History.loads` names."""

    def __init__(self, obj):
        self.obj = obj
        self.related = related_state(obj)
        self.fingerprint = fingerprint_of(own_state(type(obj), obj) | self.related)

    def is_as_recorded(self):
        """Return whether the last record holds the same, though it had fewer columns then."""
        last = records_of(type(self.obj), self.obj.pk).first()
        return last is not None and fingerprint_of(state_of_record(last)) == self.fingerprint

    def record(self, kind, *, date, by=None, reason="", recovers=None):
        """A record of it that is not stored yet."""
        record = record_model_of(type(self.obj))
        fields = record.tracked_fields
        return record(
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
    if before is None:
        return after and CREATED
    if after is None:
        return DELETED
    return CHANGED if before.fingerprint != after.fingerprint else None


def records_of(model, pk):
    """The latest first."""
    rows = record_model_of(model).objects.filter(**{model._meta.pk.attname: pk})
    return rows.order_by("-history_id")
