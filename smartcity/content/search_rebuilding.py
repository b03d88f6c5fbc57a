"""All stored columns made anew: their format changed, or more of them than an edit waits for."""

from smartcity.search.stemming import SEARCH_FORMAT
from smartcity.search.vocabulary import Word

from .search_columns import searchable_models, store_columns
from .transaction import content_change, current_version, locked_version, stored_version

BATCH = 200


def is_outdated(now):
    return current_version(now).search_format != SEARCH_FORMAT


def has_old_rows():
    """Whether the search finds less than it should until the command was run."""
    known = stored_version().search_format
    if known == "":
        return any(rows.exists() for rows in rows_to_store(everything=False))
    return known != SEARCH_FORMAT


def rows_to_store(everything):
    """[queryset] of what must be made: all of it, or what was never saved one by one."""
    rows = [model._default_manager.order_by("pk") for model in searchable_models()]
    return rows if everything else [queryset.filter(search_text="") for queryset in rows]


def rebuild(rows, now):
    """Store the columns of a queryset anew; yield how many, batch by batch."""
    reached = 0
    while batch := list(rows.filter(pk__gt=reached).values_list("pk", flat=True)[:BATCH]):
        store_batch(rows.model._default_manager.filter(pk__in=batch), now)
        reached = batch[-1]
        yield len(batch)


def store_batch(rows, now):
    # Edits wait meanwhile: none can come between reading and storing.
    with content_change(now) as change:
        change.finds_otherwise(rows.model, store_columns(rows))


def forget_words():
    Word.objects.all().delete()


def note_format(now):
    with content_change(now):
        version = locked_version()
        version.search_format = SEARCH_FORMAT
        version.save(update_fields=["search_format"])
