"""Pictures as every browser shows them, whatever made them."""

import struct

from PIL import ExifTags, Image

# What Pillow says of a picture that is damaged, also in its metadata, or lost.
UNREADABLE = (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError)

# By the orientation in the metadata of a picture.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def upright(picture):
    """Turned as phones tell in the metadata, which go.

    Not Pillow's `exif_transpose`, which writes the metadata anew and breaks on damaged ones.
    """
    method = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    return picture if method is None else picture.transpose(method)


def in_plain_colours(picture):
    """As every browser shows it: no colours of print, no palette, none of 16 bits."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
        picture.info.pop("transparency", None)
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
