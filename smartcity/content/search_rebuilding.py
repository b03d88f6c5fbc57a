"""Rebuild all search columns, after their format changed or an edit left some of them."""

from smartcity.search.stemming import SEARCH_FORMAT
from smartcity.search.vocabulary import Word

from .search_columns import searchable_models, store_columns
from .transaction import content_change, current_version, locked_version, stored_version

BATCH = 200


def is_outdated(now):
    """Return whether search columns are stored in another format, or incompletely."""
    return current_version(now).search_format != SEARCH_FORMAT


def has_old_rows():
    """Return whether the search misses rows until `manage.py rebuild_search` was run."""
    stored_format = stored_version().search_format
    if stored_format == "":
        return any(rows.exists() for rows in rows_to_store(everything=False))
    return stored_format != SEARCH_FORMAT


def rows_to_store(everything):
    """Return the querysets to rebuild: everything, or rows that never had columns."""
    rows = [model._default_manager.order_by("pk") for model in searchable_models()]
    return rows if everything else [queryset.filter(search_text="") for queryset in rows]


def rebuild(rows, now):
    """Rebuild the columns of a queryset; yield the number of rows of each batch."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        store_batch(rows.model._default_manager.filter(pk__in=batch), now)
        last = batch[-1]
        yield len(batch)


def store_batch(rows, now):
    """Rebuild the columns of *rows* in one content change."""
    # Edits wait: none can be made between reading and storing.
    with content_change(now) as change:
        change.mark_search_different(rows.model, store_columns(rows))


def forget_words():
    """Delete the stored vocabulary."""
    Word.objects.all().delete()


def note_format(now):
    """Store that all columns have the current format."""
    with content_change(now):
        version = locked_version()
        version.search_format = SEARCH_FORMAT
        version.save(update_fields=["search_format"])
