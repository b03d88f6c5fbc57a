"""Where records are kept: a table of django-simple-history for each model, a row for each edit.

    history = HistoryRecords(parts=["programme", "documents"])

That package keeps a row for each save of each table. Here the content transaction keeps one for a
whole edit, with the parts, so that a record can be shown and restored whole.
"""

from contextvars import ContextVar
from functools import cache

from django.db import models
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

# Follows from other columns, or is set by every save.
DERIVED = {
    *["entry", "programme_entries", "entry_revision", "entry_changed_at", "entry_stale_since"],
    *["entry_changed_before", "removed_entries", "departed_entry", "page_changed_at"],
    *["search_title", "search_text", "sort_key", "updated_at"],
}

# Filled by `HistoryRecords`, one for each model that declares it.
MODELS_WITH_HISTORY = set()

# The content change that is open in this thread, if any: those opened inside are the same one.
open_change = ContextVar("open_change", default=None)


class RecordFields(models.Model):
    # {name: value of `smartcity.content.values`} of many-to-many relations and of parts.
    history_related = models.JSONField(default=dict)
    # Two records with the same one hold the same.
    history_fingerprint = models.CharField(max_length=64)
    # The number of the record of something deleted that came back with this one.
    history_recovers = models.PositiveBigIntegerField(null=True)

    class Meta:
        abstract = True


class HistoryRecords(HistoricalRecords):
    def __init__(self, parts=()):
        reason = models.TextField(blank=True)
        super().__init__(bases=[RecordFields], history_change_reason_field=reason)
        self.parts = tuple(parts)

    def create_history_model(self, model, inherited):
        names = {field.name for field in model._meta.fields}
        self.excluded_fields = sorted(names & DERIVED)
        record = super().create_history_model(model, inherited)
        record.part_names = self.parts
        MODELS_WITH_HISTORY.add(model)
        return record

    def post_save(self, instance, created, using=None, **kwargs):
        """Tell the open content change of the save; it stores the record when it ends."""
        if change := open_change.get():
            change.note_saved(instance, is_new=created)

    def pre_delete(self, instance, **kwargs):
        """Do nothing: the content change reads the row before it is deleted."""

    def post_delete(self, instance, using=None, **kwargs):
        """Do nothing: the content change records the deletion with all parts."""


@cache
def record_model_of(model):
    """Return the model of the records; cached, since the manager builds a class at every access."""
    return model.history.model


def has_history(model):
    return model in MODELS_WITH_HISTORY


def proposal_reason(author):
    """Return the change reason that the history records for an accepted proposal of *author*."""
    return _("Took over what %s proposed.") % author
