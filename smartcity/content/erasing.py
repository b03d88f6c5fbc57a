"""Erase an uploaded file for good: the bytes, the rows that show it, and its name in the history.

Deleting a document only takes it from readers: an earlier record can be restored. A file that
should never have been uploaded must not come back.
"""

from pathlib import Path, PurePath

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from smartcity.media.downloads import download_models
from smartcity.media.pictures import Picture
from smartcity.media.renditions import original_of
from smartcity.publishing.records import has_history
from smartcity.publishing.relations import related_object, related_rows

from .deletion import deletion_obstacle
from .history.states import fingerprint_of, state_of_record
from .transaction import content_change
from .values import owner_of


class FileInUse(Exception):
    """Raised if a picture stands in a text or belongs to a row; the message says where."""


def files_named(part):
    """Return the sorted names of all files that are called *part* or end with it.

    Looked up are, until something matches: rows and records, the picture whose rendition *part*
    is, and the disk.
    """
    return known_names(part) or known_names(original_of(part)) or names_on_disk(part)


def known_names(part):
    """Return the sorted names in rows and history records that are or end with *part*."""
    rows = [model._base_manager.all() for model in [Picture, *download_models()]]
    stored = [
        queryset.filter(file__endswith=part).values_list("file", flat=True) for queryset in rows
    ]
    recorded = [names_in(record) for record in records_naming(part)]
    known = {name for names in [*stored, *recorded] for name in names}
    return sorted(name for name in known if f"/{name}".endswith(f"/{part}"))


def names_on_disk(part):
    """Return [part] if a file of that name is stored, else []."""
    try:
        return [part] if Path(default_storage.path(part)).is_file() else []
    except SuspiciousFileOperation:
        return []


def erase(name, now):
    """Erase the file *name*; return the number of deleted rows and of changed records.

    Raise FileInUse, and change nothing, if the file is a picture in use.
    """
    with transaction.atomic():
        with content_change(now) as change:
            removed = sum(delete_rows(model, name, change) for model in download_models())
            removed += delete_pictures(name, change)
        cleared = [clear(record, name) for record in records_naming(name)]
        transaction.on_commit(lambda: delete_files(name))
    return removed, len(cleared)


def delete_rows(model, name, change):
    """Delete the downloads of *model* with the file *name* and return their number."""
    owner = owner_of(model)
    rows = list(model._base_manager.filter(file=name).select_related(owner))
    for row in rows:
        subject = related_object(row, owner)
        change.explain(subject, _("A file was erased for good."))
        with change.writing(subject):
            row.delete()
    return len(rows)


def delete_pictures(name, change):
    """Delete the pictures with this file and return their number.

    Raise FileInUse if a row or a text shows one of them.
    """
    pictures = list(Picture.objects.filter(file=name))
    for picture in pictures:
        reason = deletion_obstacle(picture) or rows_showing(picture)
        if reason:
            raise FileInUse(reason)
        with change.writing(picture):
            picture.delete()
    return len(pictures)


def rows_showing(picture):
    """Return the names of the rows with a relation to *picture*, separated by commas."""
    relations = [relation for relation in Picture._meta.related_objects if not relation.hidden]
    rows = [
        row for relation in relations for row in related_rows(picture, relation.get_accessor_name())
    ]
    return ", ".join(map(str, rows))


def records_naming(part):
    """Yield the history records with *part* in the name of their file or of a file of a part."""
    for model in filter(has_history, apps.get_models()):
        records = model.history.model.objects
        named = models.Q()
        if records.model.part_names:
            records = records.annotate(related_text=Cast("history_related", models.TextField()))
            named |= models.Q(related_text__contains=part)
        for column in file_columns(model):
            named |= models.Q(**{f"{column}__contains": part})
        yield from records.filter(named).order_by("pk") if named else []


def file_columns(model):
    """Return the names of the file fields of *model*."""
    return [
        field.name for field in model._meta.concrete_fields if isinstance(field, models.FileField)
    ]


def own_files(record):
    """Return {column: name of the file} of the object in *record*, without its parts."""
    columns = file_columns(record.instance_type)
    return {column: str(record.serializable_value(column)) for column in columns}


def names_in(record):
    """Return the names of the files of *record* and of its parts."""
    parts = [row for rows in part_rows(record).values() for row in rows]
    own = own_files(record).values()
    return [name for name in [*own, *(row.get("file") for row in parts)] if name]


def part_rows(record):
    """Return {name of the parts: rows} of *record*."""
    return {name: record.history_related.get(name, []) for name in record.part_names}


def clear(record, name):
    """Remove the file *name*, and parts that hold it, from *record* and save it."""
    for column, own in own_files(record).items():
        if own == name:
            setattr(record, column, "")
    for part, rows in part_rows(record).items():
        record.history_related[part] = [row for row in rows if row.get("file") != name]
    record.history_fingerprint = fingerprint_of(state_of_record(record))
    record.save()


def delete_files(name):
    """Delete the file *name* and, if it is a picture, its renditions."""
    folder = PurePath(name).parent
    if default_storage.exists(str(folder)):
        _folders, files = default_storage.listdir(str(folder))
        paths = [str(folder / name) for name in files]
        for path in paths:
            if name in {path, original_of(path)}:
                default_storage.delete(path)
