"""Which rows show which pictures in their rich text."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q

from smartcity.publishing.records import VersionFields

from .pictures_in_text import BEGIN, keys_in, pictures_in, reference_to
from .richtext import RichTextField


def text_columns(model):
    return [it.name for it in model._meta.concrete_fields if isinstance(it, RichTextField)]


def models_with_texts():
    """Without those of versions."""
    return [it for it in apps.get_models() if text_columns(it) and not is_of_versions(it)]


def is_of_versions(model):
    return issubclass(model, VersionFields)


def texts_of(obj):
    return "".join(getattr(obj, column) for column in text_columns(type(obj)))


def containing(model, words):
    """A condition for rows with *words* in a text; an empty one if *model* has no texts."""
    return reduce(or_, (Q(**{f"{it}__contains": words}) for it in text_columns(model)), Q())


def showing_q(model, obj):
    """A condition for rows of *model* whose text shows *obj*; an empty one if none can."""
    is_picture = obj._meta.label == "smartcity.Picture" and obj.pk
    return containing(model, reference_to(obj)) if is_picture else Q()


def showing_any_q(model, shown, keys):
    """The same for several objects of the model *shown*."""
    return reduce(or_, (showing_q(model, shown(pk=key)) for key in keys), Q())


def texts_showing(obj):
    """Whatever shows it inside a text."""
    conditions = [(it, showing_q(it, obj)) for it in models_with_texts()]
    rows = [in_order(model, condition) for model, condition in conditions if condition]
    return [row for found in rows for row in found]


def in_order(model, condition):
    """What tells which row it is, and its texts; whatever has texts has a title."""
    rows = model._default_manager.filter(condition).order_by("pk")
    return rows.only("title", *text_columns(model))


def illustrated():
    """All rows with a picture in their text."""
    for model in models_with_texts():
        yield from in_order(model, containing(model, BEGIN)).iterator()


def shown_keys():
    """Of all pictures that any text shows."""
    return {key for obj in illustrated() for key in keys_in(texts_of(obj))}


def with_pictures(rows):
    """A list of *rows* that know the pictures of their texts, with one query for all of them."""
    rows = list(rows)
    known = pictures_in("".join(map(texts_of, rows)))
    for obj in rows:
        obj.known_pictures = known
    return rows


def load_texts(pictures):
    """Give each of a list its `texts`, with one query for each kind of text."""
    found = defaultdict(list)
    for obj in illustrated():
        for key in keys_in(texts_of(obj)):
            found[key].append(obj)
    for picture in pictures:
        picture.texts = found[picture.pk]
