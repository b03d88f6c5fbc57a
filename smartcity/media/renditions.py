"""Smaller AVIF and WebP copies of a picture, written when it is saved, not on request."""

import io
import re
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from .plain_pictures import UNREADABLE

WIDTHS = [480, 960, 1600]
# The smallest files first: browsers take the first format they support.
KINDS = {"avif": {"quality": 55, "speed": 8}, "webp": {"quality": 78}}
NAME = re.compile(rf"(?P<original>.+)-[0-9]+\.(?:{'|'.join(KINDS)})")
# The limit of WebP.
MAX_HEIGHT = 16_383


@dataclass(frozen=True)
class Rendition:
    name: str
    kind: str
    width: int
    height: int


def renditions_of(picture):
    """Return all renditions of *picture*, whether or not their files exist."""
    return [
        Rendition(f"{picture.file.name}-{width}.{kind}", kind, width, height)
        for kind, width, height in sizes_of(picture.width, picture.height)
    ]


def original_of(name):
    """Return the name of the file that *name* is a rendition of, or *name* itself."""
    match = NAME.fullmatch(name)
    return match["original"] if match else name


def sizes_of(width, height):
    """Return [(kind, width, height)] of the renditions; none is wider than the picture."""
    widths = sorted({min(narrow, width) for narrow in WIDTHS})
    sizes = [(narrow, max(1, round(height * narrow / width))) for narrow in widths]
    return [(kind, *size) for kind in KINDS for size in sizes if size[1] <= MAX_HEIGHT]


def existing_renditions(picture):
    """Return the renditions of *picture* whose files exist."""
    storage = picture.file.storage
    return [rendition for rendition in renditions_of(picture) if storage.exists(rendition.name)]


def sources_of(picture):
    """Return [(kind, URLs for `srcset`)] of existing files, as browsers try no second one."""
    addresses_by_kind = {kind: [] for kind in KINDS}
    for rendition in existing_renditions(picture):
        addresses_by_kind[rendition.kind].append(
            f"{picture.file.storage.url(rendition.name)} {rendition.width}w"
        )
    return [
        (kind, ", ".join(addresses)) for kind, addresses in addresses_by_kind.items() if addresses
    ]


def missing_renditions(picture):
    """Return the renditions of *picture* whose files do not exist."""
    storage = picture.file.storage
    return [rendition for rendition in renditions_of(picture) if not storage.exists(rendition.name)]


def make_missing(picture, encoded_sizes=None):
    """Write missing renditions and return their number; 0 if the file is lost or damaged.

    *encoded_sizes* is the result of `encode_all`, if the caller already has it.
    """
    missing = missing_renditions(picture)
    if missing and encoded_sizes is None:
        encoded_sizes = encode_stored(picture, missing)
    if not encoded_sizes:
        return 0
    for rendition in missing:
        picture.file.storage.save(
            rendition.name,
            ContentFile(encoded_sizes[rendition.kind, rendition.width, rendition.height]),
        )
    return len(missing)


def encode_stored(picture, missing):
    """Return the result of `encode_all` for a stored picture; {} if it is lost or damaged."""
    try:
        with picture.file.storage.open(picture.file.name) as file:
            return encode_all(
                file, {(rendition.kind, rendition.width, rendition.height) for rendition in missing}
            )
    except UNREADABLE:
        return {}


def encode_all(file, wanted=None):
    """Return {(kind, width, height): bytes} of all renditions of a picture, or of *wanted*."""
    file.seek(0)
    with Image.open(file) as original:
        image = original.convert("RGBA" if original.has_transparency_data else "RGB")
    sizes = sizes_of(*image.size) if wanted is None else wanted
    return {size: encode(image, *size) for size in sizes}


def delete_damaged(picture):
    """Delete renditions that cannot be decoded, such as files cut off by a full disk."""
    storage = picture.file.storage
    for rendition in existing_renditions(picture):
        if not is_whole(storage, rendition):
            storage.delete(rendition.name)


def is_whole(storage, rendition):
    """Return whether the file of *rendition* can be decoded and has the right size."""
    try:
        with storage.open(rendition.name) as file, Image.open(file) as image:
            image.load()
            return image.size == (rendition.width, rendition.height)
    except UNREADABLE:
        return False


def encode(image, kind, width, height):
    """Return the bytes of *image* resized and encoded."""
    data = io.BytesIO()
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    small.save(data, format=kind, **KINDS[kind])
    return data.getvalue()


def delete_renditions(pictures):
    """Delete the renditions on commit; originals stay, because the history can restore them."""
    files = [
        (picture.file.storage, rendition.name)
        for picture in pictures
        for rendition in existing_renditions(picture)
    ]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
