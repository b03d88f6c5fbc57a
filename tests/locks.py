"""A second connection to the database of the tests, which holds what the first one needs."""

from contextlib import contextmanager

from django.db import connection, connections, transaction

from smartcity.content.models import ContentVersion

# For `pytest.mark.django_db`: PostgreSQL shows the second connection only what is committed. SQLite
# works on a copy (`two_connections`).
TWO_CONNECTIONS = {"transaction": connection.vendor != "sqlite"}


@contextmanager
def database_in_a_file(path):
    """SQLite in memory has one connection: put a copy into a file, which can have several."""
    in_memory = connections["default"]
    in_memory.ensure_connection()
    path.write_bytes(in_memory.connection.serialize())
    connections["default"] = in_file = in_memory.copy()
    in_file.settings_dict["NAME"] = str(path)
    # Seconds would pass in every test of a writer who waits.
    in_file.settings_dict["OPTIONS"] = in_memory.settings_dict["OPTIONS"] | {"timeout": 0.05}
    try:
        yield
    finally:
        in_file.close()
        connections["default"] = in_memory


@contextmanager
def two_connections(path):
    """A database that takes a second connection, and lets nobody wait long for the first."""
    if connection.vendor == "sqlite":
        with database_in_a_file(path):
            yield
        return
    set_lock_timeout("50ms")
    try:
        yield
    finally:
        set_lock_timeout("DEFAULT")


def set_lock_timeout(value):
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {value if value == 'DEFAULT' else repr(value)}")


@contextmanager
def another_writer(hold=lambda: None):
    """While another connection is in a transaction that holds the row of the content version.

    *hold* may take more in it, through `connections["other"]`.
    """
    connections["other"] = other = connections["default"].copy("other")
    try:
        with transaction.atomic(using="other"):
            rows = ContentVersion.objects.using("other")
            rows.get_or_create(pk=ContentVersion.ONLY)
            rows.select_for_update().get(pk=ContentVersion.ONLY)
            hold()
            yield
            transaction.set_rollback(True, using="other")
    finally:
        other.close()
        del connections["other"]
