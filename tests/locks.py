"""A second connection to the database of the tests, which holds what the first one needs."""

import sqlite3
from contextlib import contextmanager

from django.db import connection, connections, transaction

from smartcity.models import ContentVersion


@contextmanager
def database_in_a_file(path):
    """SQLite in memory has one connection: put a copy into a file, which can have several."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory = connections["default"]
    with sqlite3.connect(path) as copy:
        in_memory.connection.backup(copy)
    copy.close()
    connections["default"] = in_file = in_memory.copy()
    in_file.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        in_file.close()
        connections["default"] = in_memory


@contextmanager
def another_writer(hold=lambda: None):
    """While another connection is in a transaction that holds the row of the content version.

    *hold* may take more in it, through `connections["other"]`.
    """
    connections["other"] = other = connections["default"].copy("other")
    try:
        with transaction.atomic(using="other"):
            ContentVersion.objects.using("other").select_for_update().get(pk=ContentVersion.ONLY)
            hold()
            yield
            transaction.set_rollback(True, using="other")
    finally:
        other.close()
        del connections["other"]
