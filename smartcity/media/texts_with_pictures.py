"""Queries for the rows whose rich text shows pictures."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q

from smartcity.publishing.records import RecordFields

from .pictures_in_text import BEGIN, keys_in, pictures_in, reference_to
from .richtext import RichTextField


def text_fields(model):
    """Return the rich text fields of *model*."""
    return [field for field in model._meta.concrete_fields if isinstance(field, RichTextField)]


def text_columns(model):
    """Return the names of the rich text fields of *model*."""
    return [field.name for field in text_fields(model)]


def models_with_texts():
    """Return the models with rich text, without those of the history."""
    models = apps.get_models()
    return [model for model in models if text_fields(model) and not is_history_model(model)]


def is_history_model(model):
    """Return whether *model* stores history records."""
    return issubclass(model, RecordFields)


def texts_of(obj):
    """Return the rich text of *obj*, all fields joined."""
    return "".join(field.value_from_object(obj) for field in text_fields(type(obj)))


def containing(model, words):
    """Return a Q for rows of *model* with *words* in a text; an empty Q if it has no texts."""
    return reduce(or_, (Q(**{f"{name}__contains": words}) for name in text_columns(model)), Q())


def showing_q(model, obj):
    """Return a Q for rows of *model* whose text shows *obj*; an empty Q if none can."""
    is_picture = obj._meta.label == "smartcity.Picture" and obj.pk
    return containing(model, reference_to(obj)) if is_picture else Q()


def showing_any_q(model, picture_model, keys):
    """Return a Q as `showing_q` does, for the objects of *picture_model* with these *keys*."""
    return reduce(or_, (showing_q(model, picture_model(pk=key)) for key in keys), Q())


def texts_showing(obj):
    """Return the rows of all models that show *obj* in a text."""
    conditions = [(model, showing_q(model, obj)) for model in models_with_texts()]
    querysets = [ordered_texts(model, condition) for model, condition in conditions if condition]
    return [row for rows in querysets for row in rows]


def ordered_texts(model, condition):
    """Return the matching rows of *model* in order, with only their title and texts loaded."""
    rows = model._default_manager.filter(condition).order_by("pk")
    return rows.only("title", *text_columns(model))


def rows_with_pictures():
    """Yield all rows with a picture in their text."""
    for model in models_with_texts():
        yield from ordered_texts(model, containing(model, BEGIN)).iterator()


def shown_keys():
    """Return the keys of all pictures that a text shows."""
    return {key for obj in rows_with_pictures() for key in keys_in(texts_of(obj))}


def with_pictures(rows):
    """Return the list of *rows*, each with `known_pictures` from one query for all of them."""
    rows = list(rows)
    loaded = pictures_in("".join(map(texts_of, rows)))
    for obj in rows:
        obj.known_pictures = loaded
    return rows


def load_texts(pictures):
    """Set `texts` on each of *pictures*: the rows that show it, one query for each model."""
    texts = defaultdict(list)
    for obj in rows_with_pictures():
        for key in keys_in(texts_of(obj)):
            texts[key].append(obj)
    for picture in pictures:
        picture.texts = texts[picture.pk]
