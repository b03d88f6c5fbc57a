"""The status for `/readyz`: whether this process can answer readers, and what is degraded."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import Error
from django.db.migrations.loader import MigrationLoader

from .redis_cache import RedisCache

OK, DEGRADED, UNAVAILABLE = "ok", "degraded", "unavailable"


def readiness(connection, has_old_entries, has_old_rows):
    """Return (status, reasons).

    `has_old_entries()` reports on the stored calendar entries, `has_old_rows()` on what the search
    reads.

    The status is `UNAVAILABLE` only if no reader gets an answer.
    """
    try:
        if missing := missing_migrations(connection):
            return UNAVAILABLE, [f"Migrations are missing, run manage.py migrate: {missing}."]
        reasons = [*cache_and_media_problems(), *format_problems(has_old_entries, has_old_rows)]
    except Error:
        return UNAVAILABLE, ["The database does not answer."]
    return DEGRADED if reasons else OK, reasons


def missing_migrations(connection):
    """Return the names of unapplied migrations, also of those between applied ones."""
    loader = MigrationLoader(connection)
    missing = loader.graph.nodes.keys() - loader.applied_migrations.keys()
    return ", ".join(f"{app}.{name}" for app, name in sorted(missing))


def cache_and_media_problems():
    """Yield a sentence for a cache or an upload folder that fails."""
    cache = caches["default"]
    if isinstance(cache, RedisCache) and cache.failure():
        yield "Redis does not answer, or takes no values."
    if error := write_error(settings.MEDIA_ROOT):
        yield f"The folder of uploads (MEDIA_ROOT) cannot be written: {error}."


def write_error(folder):
    """Return the system's error message if *folder* is not writable, else ""."""
    try:
        # The storage creates the folder with the first upload.
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        return error.strerror
    return ""


def format_problems(has_old_entries, has_old_rows):
    """Yield a sentence for stored calendar entries or search columns in an old format."""
    if has_old_entries():
        yield "Calendar entries are of an old format, run manage.py rebuild_calendar."
    if has_old_rows():
        yield "What the search reads is of an old format, run manage.py rebuild_search."
