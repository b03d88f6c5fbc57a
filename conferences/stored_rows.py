"""Read stored entries as bytes, many rows at a time: whole calendars pass through here.

Below the ORM on purpose. Of what a long feed costs, most is this loop.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from psycopg.pq import Format
from psycopg.types.string import ByteaBinaryLoader

BATCH = 200


def stored_rows(conferences):
    """Yield lists of [(primary key, entry as bytes or None)] in the order of the queryset."""
    connection = connections[conferences.db]
    query = conferences.values_list("pk", "entry").query
    try:
        statement = query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return
    yield from READERS[connection.vendor](connection, statement)


def from_postgresql(connection, statement):
    # Outside a transaction the server would copy all rows before it gives the first one.
    transaction_of_its_own = transaction.atomic(using=connection.alias, savepoint=False)
    with transaction_of_its_own, connection.chunked_cursor() as cursor:
        # As it comes: decoding an entry only to encode it again costs as much as reading it.
        cursor.adapters.register_loader("text", ByteaBinaryLoader)
        cursor.cursor.format = Format.BINARY
        cursor.execute(*statement)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def from_sqlite(connection, statement):
    # Here a transaction would be one that keeps all writers out.
    with connection.chunked_cursor() as cursor:
        cursor.execute(*statement)
        while rows := cursor.fetchmany(BATCH):
            yield [(pk, entry and entry.encode()) for pk, entry in rows]


READERS = {"postgresql": from_postgresql, "sqlite": from_sqlite}
