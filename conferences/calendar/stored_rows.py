"""Read stored entries as bytes, many rows at a time: whole calendars pass through here.

Of what a long feed costs, most is this loop.
"""

from itertools import islice

from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Coalesce

from smartcity.sql.streaming import streamed_rows

BATCH = 200
COLUMNS = ["pk", "entry_stale_since", "entry"]


def stored_rows(conferences, departed=None):
    """Yield lists of [(primary key, entry as bytes, None if it is stale)], in the queryset's order.

    For those that meet *departed* the entry is the one that tells so; empty where it is missing.

    Until it is exhausted or closed nothing else can be asked of the database.
    """
    # Plain columns beside each other, not one expression of them: PostgreSQL takes that for a short
    # text, and sorts whole entries where it could follow the index.
    columns = [*COLUMNS, departed_column(departed)] if departed else COLUMNS
    with streamed_rows(conferences.values_list(*columns), BATCH) as rows:
        entries = map(shown_entry, rows)
        while batch := list(islice(entries, BATCH)):
            yield batch


def departed_column(departed):
    """Return the column of entries of departed conferences, NULL for all others."""
    stored = Coalesce("departed_entry", Value(""), output_field=TextField())
    return Case(When(departed, then=stored))


def shown_entry(row):
    """Return (primary key, entry) of a row with the columns of `stored_rows`."""
    pk, stale_since, entry, *departed = row
    if stale_since is not None:
        return pk, None
    # Both are stored together: without one the other is no longer true.
    return pk, departed[0] if departed and None not in (entry, departed[0]) else entry
