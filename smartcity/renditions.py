"""Smaller versions of a picture in AVIF and WebP: made when it is saved, never for a visitor."""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

WIDTHS = [480, 960, 1600]
# The smallest files first: browsers take the first kind they know.
KINDS = {"avif": {"quality": 55, "speed": 8}, "webp": {"quality": 78}}
# More rows than that WebP cannot count.
MAX_HEIGHT = 16_383


@dataclass(frozen=True)
class Rendition:
    name: str
    kind: str
    width: int
    height: int


def renditions_of(picture):
    """All that belong to it, made or not."""
    return [
        Rendition(f"{picture.file.name}-{width}.{kind}", kind, width, height)
        for kind, width, height in sizes_of(picture.width, picture.height)
    ]


def sizes_of(width, height):
    """[(kind, width, height)] of the smaller versions; none is wider than the picture."""
    widths = sorted({min(narrow, width) for narrow in WIDTHS})
    sizes = [(narrow, max(1, round(height * narrow / width))) for narrow in widths]
    return [(kind, *size) for kind in KINDS for size in sizes if size[1] <= MAX_HEIGHT]


def made_renditions(picture):
    storage = picture.file.storage
    return [it for it in renditions_of(picture) if storage.exists(it.name)]


def sources_of(picture):
    """[(kind, addresses for `srcset`)], of what is there: browsers try no second one."""
    made = {kind: [] for kind in KINDS}
    for it in made_renditions(picture):
        made[it.kind].append(f"{picture.file.storage.url(it.name)} {it.width}w")
    return [(kind, ", ".join(addresses)) for kind, addresses in made.items() if addresses]


def missing_renditions(picture):
    storage = picture.file.storage
    return [it for it in renditions_of(picture) if not storage.exists(it.name)]


def make_missing(picture, known=None):
    """How many were made; none of a picture whose file is lost.

    *known* are the results of `encode_all`, if that was called already.
    """
    missing = missing_renditions(picture)
    storage = picture.file.storage
    if not missing or not storage.exists(picture.file.name):
        return 0
    if known is None:
        with storage.open(picture.file.name) as file:
            known = encode_all(file, {(it.kind, it.width, it.height) for it in missing})
    for it in missing:
        storage.save(it.name, ContentFile(known[it.kind, it.width, it.height]))
    return len(missing)


def encode_all(file, wanted=None):
    """{(kind, width, height): bytes} of the smaller versions of a picture, or of those *wanted*."""
    file.seek(0)
    with Image.open(file) as original:
        image = original.convert("RGBA" if original.has_transparency_data else "RGB")
    sizes = sizes_of(*image.size) if wanted is None else wanted
    return {size: encoded(image, *size) for size in sizes}


def encoded(image, kind, width, height):
    data = io.BytesIO()
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    small.save(data, format=kind, **KINDS[kind])
    return data.getvalue()


def remove(pictures):
    """Once it is sure that they are gone. The originals stay: a version brings them back."""
    files = [(it.file.storage, made.name) for it in pictures for made in made_renditions(it)]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
