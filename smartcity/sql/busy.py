"""A database that another transaction keeps busy: recognising it, and not waiting for it.

Gain: who is kept waiting reads a sentence instead of an error page, and on SQLite an optional write
is left out at once instead of after 10 seconds.
Cost: error codes of both drivers are listed here.
Django can do without it once a lock that is not available has an exception of its own, and
`select_for_update(skip_locked=True)` works on SQLite: `tests/smartcity/test_sql.py` asks for both.
"""

import sqlite3
from contextlib import contextmanager

from django.db import OperationalError, connection

# lock_not_available, query_canceled (a timeout), deadlock_detected
BUSY_ON_POSTGRESQL = {"55P03", "57014", "40P01"}
BUSY_ON_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_busy(error):
    """Whether *error* says that another transaction holds what this one needs."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    # The low byte of an extended result code is the primary one.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code in BUSY_ON_SQLITE or getattr(cause, "sqlstate", None) in BUSY_ON_POSTGRESQL


@contextmanager
def without_waiting():
    """On SQLite: a statement fails at once if another connection is writing.

    PostgreSQL is asked by the statement itself (`select_for_update(skip_locked=True)`).
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    # Settings of the connection are no questions to the database: nothing counts or logs them.
    in_use = connection.connection
    [usual] = in_use.execute("PRAGMA busy_timeout").fetchone()
    in_use.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        # Django closes a connection that cannot roll back; the next one waits as usual.
        if connection.connection is in_use:
            in_use.execute(f"PRAGMA busy_timeout = {usual}")
