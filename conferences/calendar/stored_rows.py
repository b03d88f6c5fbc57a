"""Read stored entries as bytes, many rows at a time: whole calendars pass through here.

Below the ORM on purpose. Of what a long feed costs, most is this loop.
"""

from contextlib import closing, contextmanager
from itertools import islice

from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Coalesce
from psycopg.types.string import ByteaBinaryLoader

BATCH = 200
COLUMNS = ["pk", "entry_stale_since", "entry"]
# The statement ends when its last row was sent: so long may a program take to read. And to follow
# the index costs less than to sort whole entries.
FOR_LONG_ANSWERS = """
    SELECT
        set_config('statement_timeout', '15min', true),
        set_config('random_page_cost', '1.1', true)
"""


def stored_rows(conferences, departed=None):
    """Yield lists of [(primary key, entry as bytes, None if it is stale)], in the queryset's order.

    For those that meet *departed* the entry is the one that tells so; empty where it is missing.

    Until it is exhausted or closed nothing else can be asked of the database.
    """
    connection = connections[conferences.db]
    # Plain columns beside each other, not one expression of them: PostgreSQL takes that for a short
    # text, and sorts whole entries where it could follow the index.
    columns = [*COLUMNS, departed_column(departed)] if departed else COLUMNS
    query = conferences.values_list(*columns).query
    try:
        statement = query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return
    with READERS[connection.vendor](connection, statement) as rows:
        shown = map(shown_entry, rows)
        while batch := list(islice(shown, BATCH)):
            yield batch


def departed_column(departed):
    """Null for all others."""
    stored = Coalesce("departed_entry", Value(""), output_field=TextField())
    return Case(When(departed, then=stored))


def shown_entry(row):
    """(primary key, entry to show), of a row with the columns that `stored_rows` asks for."""
    pk, stale_since, entry, *departed = row
    if stale_since is not None:
        return pk, None
    # Both are stored together: without one the other is no longer true.
    return pk, departed[0] if departed and None not in (entry, departed[0]) else entry


@contextmanager
def from_postgresql(connection, statement):
    # The settings end with it.
    transaction_of_its_own = transaction.atomic(using=connection.alias, savepoint=False)
    with transaction_of_its_own, connection.cursor() as cursor:
        cursor.execute(FOR_LONG_ANSWERS)
        # As it comes: decoding an entry only to encode it again costs as much as reading it.
        cursor.adapters.register_loader("text", ByteaBinaryLoader)
        # Row by row as the server finds them: a cursor of the server would copy each one first.
        rows = cursor.stream(*statement, binary=True, size=BATCH)
        with connection.wrap_database_errors, closing(rows), nothing_else_asked(connection):
            yield rows


@contextmanager
def nothing_else_asked(connection):
    """Another question meanwhile fails: psycopg would wait for itself for ever."""
    connection.set_rollback(True)
    try:
        yield
    finally:
        connection.set_rollback(False)


@contextmanager
def from_sqlite(connection, statement):
    # Here a transaction would be one that keeps all writers out.
    with connection.chunked_cursor() as cursor:
        cursor.execute(*statement)
        yield ((*row[:2], *(it and it.encode() for it in row[2:])) for row in cursor)


READERS = {"postgresql": from_postgresql, "sqlite": from_sqlite}
