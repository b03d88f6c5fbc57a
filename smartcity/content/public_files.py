"""Uploaded files that readers may load: those that something public shows."""

from pathlib import PurePath

from django.db.models import Q

from smartcity.media.downloads import download_models
from smartcity.media.pictures import Picture, picture_relations
from smartcity.media.pictures_in_text import BEGIN, keys_in
from smartcity.media.renditions import original_of
from smartcity.media.texts_with_pictures import (
    containing,
    models_with_texts,
    ordered_texts,
    texts_of,
)
from smartcity.media.uploads import PICTURE_FORMATS
from smartcity.publishing.publication import published_q, rows_for_readers

from .values import owner_of
from .version_cache import VersionCache

# The suffixes of pictures and their renditions; no document has one of them.
PICTURE_SUFFIXES = {*(f".{suffix}" for suffix in PICTURE_FORMATS.values()), ".avif"}


def is_public(name, now):
    """Return whether something public shows the file *name* or the original of this rendition."""
    # PostgreSQL compares no text with a NUL byte.
    if "\x00" in name:
        return False
    if PurePath(name).suffix in PICTURE_SUFFIXES:
        return not {name, original_of(name)}.isdisjoint(public_pictures(now))
    return public_downloads(name, now).exists()


def public_pictures(now):
    """Return the file names of all public pictures, cached per content version."""
    cache = VersionCache("public-pictures", now)
    return cache.get_or_set("names", lambda: names_of_public_pictures(now))


def names_of_public_pictures(now):
    """Return the file names of all public pictures, from the database."""
    is_public = Q(pk__in=keys_in_public_texts(now))
    for relation in picture_relations():
        rows = rows_for_readers(relation.related_model, now).order_by()
        is_public |= Q(
            pk__in=rows.exclude(**{relation.field.name: None}).values(relation.field.name)
        )
    return frozenset(Picture.objects.filter(is_public).values_list("file", flat=True))


def keys_in_public_texts(now):
    """Return the keys of the pictures that stand in public texts."""
    keys = set()
    for model in models_with_texts():
        rows = rows_for_readers(model, now) & ordered_texts(model, containing(model, BEGIN))
        for row in rows.iterator():
            keys |= keys_in(texts_of(row))
    return keys


def public_downloads(name, now):
    """Return the public rows of all download models that hold the file *name*."""
    first, *others = (rows_with_file(model, name, now) for model in download_models())
    return first.union(*others, all=True)


def rows_with_file(model, name, now):
    """Return the keys of the rows of *model* with the file *name* whose owner is public."""
    rows = model._default_manager.filter(published_q(now, f"{owner_of(model)}__"), file=name)
    return rows.order_by().values("pk")
