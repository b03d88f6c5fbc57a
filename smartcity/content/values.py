"""Values of fields and of lists of parts, as JSON and in words; history and proposals use them.

A part is a row that is edited with its object, such as an item of the programme. All parts of one
relation are one value: a list of {column: value}, each with its key, or None for a new part.
"""

from decimal import Decimal
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.media.pictures_in_text import with_names
from smartcity.media.richtext import RichTextField, plain_text
from smartcity.publishing.records import has_history
from smartcity.publishing.relations import related_manager, related_rows
from smartcity.text.clocks import EndField
from smartcity.text.dates import end_clock, hour_and_minute, moment_in_words, short_day

from .constraints import errors_by_field


def value_of(obj, name):
    """Return the stored value of the field, relation or list of parts *name*."""
    field = obj._meta.get_field(name)
    if field.many_to_many:
        return keys_of(related_rows(obj, name))
    if field.one_to_many:
        return [row_of(part) for part in related_rows(obj, name)]
    return plain_value(field, obj)


def keys_of(objs):
    """Return the sorted keys of *objs*."""
    return sorted(obj.pk for obj in objs)


def row_of(part, *, with_files=False):
    """Return {column: value} of *part*, with its key as `id`."""
    columns = columns_of(part) + (files_of(part) if with_files else [])
    return {"id": part.pk} | {field.name: plain_value(field, part) for field in columns}


def complete_row(part, row):
    """Return *row* with the default of each column that was added to *part* after it was stored."""
    empty = part()
    defaults = {field.name: plain_value(field, empty) for field in columns_of(part)}
    return {"id": row["id"]} | defaults | row


def columns_of(part):
    """Return the fields of *part* that editors fill in, without files: those stay with the row."""
    return [
        field
        for field in part._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and not isinstance(field, models.FileField)
        and not is_owner(field)
    ]


def files_of(part):
    """Return the file fields of *part*."""
    return [field for field in part._meta.concrete_fields if isinstance(field, models.FileField)]


def is_owner(field):
    """Return whether *field* is the foreign key from a part to its object."""
    return bool(field.is_relation and field.remote_field.on_delete is models.CASCADE)


def owner_of(part):
    """Return the name of the foreign key from *part* to its object; each part has one."""
    [owner] = filter(is_owner, part._meta.concrete_fields)
    return owner.name


def subject_of(obj):
    """Return (model, key) of the object with a history: *obj* itself, or the one it is part of."""
    if not has_history(type(obj)):
        for field in obj._meta.concrete_fields:
            if is_owner(field) and has_history(field.related_model):
                return field.related_model, field.value_from_object(obj)
    return type(obj), obj.pk


def plain_value(field, obj):
    """Return the value of a column of *obj* as JSON can hold it."""
    value = field.value_from_object(obj)
    if value is None or field.is_relation:
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    # Browsers send CRLF.
    return field.value_to_string(obj).replace("\r\n", "\n")


def set_plain_value(obj, name, value):
    """Set a column of *obj*; raise ValidationError if *value* is not valid for its type."""
    field = obj._meta.get_field(name)
    setattr(obj, field.attname, value if field.is_relation else field.to_python(value))


def set_parts(obj, name, rows):
    """Change, add and delete parts to match *rows*; raise ValidationError if one is invalid."""
    manager = related_manager(obj, name)
    stored = {part.pk: part for part in manager.all()}
    keys = {row["id"] for row in rows}
    for key in stored.keys() - keys:
        stored[key].delete()
    postponed = []
    for row in rows:
        part = stored.get(row["id"]) or manager.model(**{manager.field.name: obj})
        fill_part(part, row)
        try:
            part.full_clean()
        except ValidationError:
            # A unique value may become free when another row is saved.
            postponed.append(part)
        else:
            part.save()
    for part in postponed:
        part.full_clean()
        part.save()


def fill_part(part, row):
    """Set the columns of *part*, and the files that *row* has."""
    row = complete_row(type(part), row)
    for column in columns_of(part):
        set_plain_value(part, column.name, row[column.name])
    for column in files_of(part):
        if column.name in row:
            setattr(part, column.name, row[column.name])


def part_of(model, row):
    """Return an unsaved part with the values of *row*."""
    part = model()
    fill_part(part, row)
    return part


def label_of(model, name):
    """Return the label of a field or of a list of parts."""
    field = model._meta.get_field(name)
    if field.one_to_many:
        return capfirst(field.related_model._meta.verbose_name_plural)
    return capfirst(field.verbose_name)


def in_words(model, name, value):
    """Return *value*, as `value_of` returns it, in words."""
    field = model._meta.get_field(name)
    if field.one_to_many:
        part = field.related_model
        return "\n".join(row_in_words(part, complete_row(part, row)) for row in value)
    if field.is_relation:
        return related_in_words(field, value if field.many_to_many else [value])
    return plain_in_words(field, value)


def row_in_words(part, row):
    """Return the values of a part in one line."""
    cells = [in_words(part, column.name, row[column.name]) for column in columns_of(part)]
    cells += [PurePath(row.get(column.name, "")).name for column in files_of(part)]
    return " · ".join(cell for cell in cells if cell)


def related_in_words(field, keys):
    """Return the names of the related objects, separated by commas."""
    objects = field.related_model._default_manager.filter(pk__in=[key for key in keys if key])
    return ", ".join(str(obj) for obj in objects)


def plain_in_words(field, value):
    """Return the value of a column in words."""
    value = field.to_python(value)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    to_words = next((words for kind, words in WORDS if isinstance(field, kind)), str)
    return to_words(value)


# The first class that matches counts: a DateTimeField is also a DateField.
WORDS = [
    (models.BooleanField, lambda value: _("yes") if value else _("no")),
    (RichTextField, lambda value: plain_text(with_names(value))),
    (models.DateTimeField, moment_in_words),
    (models.DateField, short_day),
    (EndField, end_clock),
    (models.TimeField, hour_and_minute),
]


def sentences_of(error, model):
    """Return the messages of a ValidationError, each with the label of its field."""
    if not errors_by_field(error):
        return error.messages
    names = {field.name for field in model._meta.get_fields()}
    return [
        f"{label_of(model, name)}: {sentence}" if name in names else sentence
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]
