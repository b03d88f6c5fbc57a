"""The fields of a form as they are grouped: some left out, some only to be read."""

from django.contrib import admin

from smartcity.content.values import in_words
from smartcity.media.texts_with_pictures import text_columns


def columns_to_read(model):
    """Return {name: column} with the words of each rich text instead of its markup."""
    return {name: column_to_read(model._meta.get_field(name)) for name in text_columns(model)}


def column_to_read(field):
    @admin.display(description=field.verbose_name)
    def words(obj):
        return in_words(type(obj), field.name, field.value_from_object(obj))

    words.__name__ = field.name
    return words


def with_fields(options, others):
    """Return the options of a fieldset with some fields replaced, or left out by None.

    *others* are the new fields by the names of the old ones, which may also stand in a row.
    """

    def replaced(field):
        if isinstance(field, tuple):
            return tuple(filter(None, map(replaced, field)))
        return others.get(field, field)

    return options | {"fields": [*filter(None, map(replaced, options["fields"]))]}
