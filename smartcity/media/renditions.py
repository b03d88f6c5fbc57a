"""Smaller versions of a picture in AVIF and WebP: made when it is saved, never for a visitor."""

import io
import re
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from .plain_pictures import UNREADABLE

WIDTHS = [480, 960, 1600]
# The smallest files first: browsers take the first kind they know.
KINDS = {"avif": {"quality": 55, "speed": 8}, "webp": {"quality": 78}}
NAME = re.compile(rf"(?P<original>.+)-[0-9]+\.(?:{'|'.join(KINDS)})")
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


def original_of(name):
    """The name of the file that *name* is a rendition of, or *name* itself."""
    match = NAME.fullmatch(name)
    return match["original"] if match else name


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
    """How many were made; none of a picture whose file is lost or damaged.

    *known* are the results of `encode_all`, if that was called already.
    """
    missing = missing_renditions(picture)
    if missing and known is None:
        known = encoded_again(picture, missing)
    if not known:
        return 0
    for it in missing:
        picture.file.storage.save(it.name, ContentFile(known[it.kind, it.width, it.height]))
    return len(missing)


def encoded_again(picture, missing):
    """The results of `encode_all` for a stored picture; none if its file is lost or damaged."""
    try:
        with picture.file.storage.open(picture.file.name) as file:
            return encode_all(file, {(it.kind, it.width, it.height) for it in missing})
    except UNREADABLE:
        return {}


def encode_all(file, wanted=None):
    """{(kind, width, height): bytes} of the smaller versions of a picture, or of those *wanted*."""
    file.seek(0)
    with Image.open(file) as original:
        image = original.convert("RGBA" if original.has_transparency_data else "RGB")
    sizes = sizes_of(*image.size) if wanted is None else wanted
    return {size: encoded(image, *size) for size in sizes}


def delete_damaged(picture):
    """Those that cannot be read whole, such as what a full disk cut off."""
    storage = picture.file.storage
    for it in made_renditions(picture):
        if not is_whole(storage, it):
            storage.delete(it.name)


def is_whole(storage, rendition):
    try:
        with storage.open(rendition.name) as file, Image.open(file) as image:
            image.load()
            return image.size == (rendition.width, rendition.height)
    except UNREADABLE:
        return False


def encoded(image, kind, width, height):
    data = io.BytesIO()
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    small.save(data, format=kind, **KINDS[kind])
    return data.getvalue()


def remove(pictures):
    """Once it is sure that they are gone. The originals stay: a version brings them back."""
    files = [(it.file.storage, made.name) for it in pictures for made in made_renditions(it)]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
