"""Erase an uploaded file for good: the bytes, what shows it, and where the history names it.

Removing a document only takes it from readers, for a record may bring it back. What should never
have been uploaded must not come back.
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

from .deletion import why_kept
from .history.states import fingerprint_of, state_of_record
from .transaction import content_change
from .values import owner_of


class StillShown(Exception):
    """A picture stands in a text or is that of an article; its text says where."""


def files_called(part):
    """The names of all files that *part* is the name or the last part of, sorted.

    Those of rows and records; or of the picture whose rendition it is; or what lies on the disk.
    """
    return known_names(part) or known_names(original_of(part)) or lying(part)


def known_names(part):
    rows = [model._base_manager.all() for model in [Picture, *download_models()]]
    stored = [
        queryset.filter(file__endswith=part).values_list("file", flat=True) for queryset in rows
    ]
    recorded = [named_in(record) for record in records_naming(part)]
    known = {name for names in [*stored, *recorded] for name in names}
    return sorted(name for name in known if f"/{name}".endswith(f"/{part}"))


def lying(part):
    try:
        return [part] if Path(default_storage.path(part)).is_file() else []
    except SuspiciousFileOperation:
        return []


def erase(name, now):
    """Erase the file *name*; return how many rows and records changed.

    Raises StillShown, and changes nothing, if something shows the picture.
    """
    with transaction.atomic():
        with content_change(now) as change:
            removed = sum(delete_rows(model, name, change) for model in download_models())
            removed += delete_pictures(name, change)
        cleared = [clear(record, name) for record in records_naming(name)]
        transaction.on_commit(lambda: delete_files(name))
    return removed, len(cleared)


def delete_rows(model, name, change):
    owner = owner_of(model)
    rows = list(model._base_manager.filter(file=name).select_related(owner))
    for row in rows:
        shown_by = related_object(row, owner)
        change.explain(shown_by, _("A file was erased for good."))
        with change.writing(shown_by):
            row.delete()
    return len(rows)


def delete_pictures(name, change):
    """Delete the pictures with this file and return their number.

    Raise StillShown if a row or a text shows one of them.
    """
    pictures = list(Picture.objects.filter(file=name))
    for picture in pictures:
        reason = why_kept(picture) or shown_by_rows(picture)
        if reason:
            raise StillShown(reason)
        with change.writing(picture):
            picture.delete()
    return len(pictures)


def shown_by_rows(picture):
    relations = [relation for relation in Picture._meta.related_objects if not relation.hidden]
    rows = [
        row for relation in relations for row in related_rows(picture, relation.get_accessor_name())
    ]
    return ", ".join(map(str, rows))


def records_naming(part):
    """Yield the history records whose own file, or one of whose parts, has *part* in its name."""
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
    return [
        field.name for field in model._meta.concrete_fields if isinstance(field, models.FileField)
    ]


def own_files(record):
    """Return {column: name of the file} of the row that *record* records."""
    columns = file_columns(record.instance_type)
    return {column: str(record.serializable_value(column)) for column in columns}


def named_in(record):
    parts = [row for rows in part_rows(record).values() for row in rows]
    own = own_files(record).values()
    return [name for name in [*own, *(row.get("file") for row in parts)] if name]


def part_rows(record):
    return {name: record.history_related.get(name, []) for name in record.part_names}


def clear(record, name):
    """Take the part with the file *name* out of *record*, and its own file if it is that one."""
    for column, own in own_files(record).items():
        if own == name:
            setattr(record, column, "")
    for part, rows in part_rows(record).items():
        record.history_related[part] = [row for row in rows if row.get("file") != name]
    record.history_fingerprint = fingerprint_of(state_of_record(record))
    record.save()


def delete_files(name):
    """The file and, of a picture, its renditions."""
    folder = PurePath(name).parent
    if default_storage.exists(str(folder)):
        _folders, files = default_storage.listdir(str(folder))
        paths = [str(folder / name) for name in files]
        for path in paths:
            if name in {path, original_of(path)}:
                default_storage.delete(path)
