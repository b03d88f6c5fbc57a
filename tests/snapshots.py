"""Content that takes long to make: made once in each process of the tests, then restored.

A snapshot holds the rows that making the content added or changed, as the database stores them, and
the uploads. Restoring inserts those rows past the models, within the transaction of the test. Rows
that a test made before stay; one with the same key makes the database refuse the snapshot.
"""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

SNAPSHOTS = {}


@dataclass(frozen=True)
class Snapshot:
    # {model: (keys of the rows that were changed or deleted, rows to insert)}
    changes: dict
    uploads: Path
    # What making it returned; must not hold objects of the database.
    result: object


def restored(name, make):
    """Call *make* at the first use of *name* in this process, restore what it made from then on.

    Return what *make* returned at that first use. There must be no uploads before.
    """
    if name not in SNAPSHOTS:
        SNAPSHOTS[name] = snapshot_of(make)
    else:
        restore(SNAPSHOTS[name])
    return SNAPSHOTS[name].result


def snapshot_of(make):
    models = apps.get_models(include_auto_created=True)
    before = {model: stored_rows(model) for model in models}
    result = make()
    changes = {model: difference(model, before[model], stored_rows(model)) for model in models}
    uploads = Path(tempfile.mkdtemp(prefix="uploads-"))
    shutil.copytree(settings.MEDIA_ROOT, uploads, dirs_exist_ok=True)
    return Snapshot({model: it for model, it in changes.items() if any(it)}, uploads, result)


def stored_rows(model):
    """{primary key: the values of all columns}"""
    names = [field.attname for field in columns_of(model)]
    return {row[0]: row[1:] for row in model._base_manager.values_list("pk", *names)}


def columns_of(model):
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def difference(model, before, after):
    """Return the keys of the rows that are not the same any more, and the rows to insert."""
    outdated = [key for key, row in before.items() if row != after.get(key)]
    new = [prepared(model, row) for key, row in after.items() if row != before.get(key)]
    return outdated, new


def prepared(model, row):
    """Return the values of *row* as the database takes them."""
    pairs = zip(columns_of(model), row, strict=True)
    return [field.get_db_prep_save(value, connection) for field, value in pairs]


def restore(snapshot):
    with transaction.atomic(), connection.cursor() as cursor:
        for model, (outdated, rows) in snapshot.changes.items():
            model._base_manager.filter(pk__in=outdated)._raw_delete(using=connection.alias)
            if rows:
                cursor.executemany(insertion_into(model), rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(snapshot.changes)):
            cursor.execute(statement)
    shutil.copytree(snapshot.uploads, settings.MEDIA_ROOT, dirs_exist_ok=True)


def insertion_into(model):
    names = [connection.ops.quote_name(field.column) for field in columns_of(model)]
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
