"""Whether this process can answer readers, and what else is wrong, for `/readyz`."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import Error
from django.db.migrations.loader import MigrationLoader

from smartcity.content.search_rebuilding import has_old_rows

from .redis_cache import RedisCache

OK, DEGRADED, UNAVAILABLE = "ok", "degraded", "unavailable"


def readiness(connection, has_old_entries):
    """(status, reasons) as of now; *has_old_entries()* tells of the stored calendar entries.

    Unavailable is only what no reader gets an answer from.
    """
    try:
        if missing := missing_migrations(connection):
            return UNAVAILABLE, [f"Migrations are missing, run manage.py migrate: {missing}."]
        reasons = [*reasons_outside(), *reasons_in_rows(has_old_entries)]
    except Error:
        return UNAVAILABLE, ["The database does not answer."]
    return DEGRADED if reasons else OK, reasons


def missing_migrations(connection):
    """Their names, also of one that lies between applied ones."""
    loader = MigrationLoader(connection)
    missing = loader.graph.nodes.keys() - loader.applied_migrations.keys()
    return ", ".join(f"{app}.{name}" for app, name in sorted(missing))


def reasons_outside():
    cache = caches["default"]
    if isinstance(cache, RedisCache) and cache.failure():
        yield "Redis does not answer, or takes no values."
    if error := failure_to_write(settings.MEDIA_ROOT):
        yield f"The folder of uploads (MEDIA_ROOT) cannot be written: {error}."


def failure_to_write(folder):
    """What the system says if a file cannot be written there now, else nothing."""
    try:
        # As the storage does before the first upload.
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        return error.strerror
    return ""


def reasons_in_rows(has_old_entries):
    if has_old_entries():
        yield "Calendar entries are of an old format, run manage.py rebuild_calendar."
    if has_old_rows():
        yield "What the search reads is of an old format, run manage.py rebuild_search."
