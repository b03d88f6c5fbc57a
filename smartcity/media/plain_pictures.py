"""Convert pictures to a form that every browser displays."""

import struct

from PIL import ExifTags, Image

# Exceptions that Pillow raises for pictures that are missing or damaged, in their metadata, too.
UNREADABLE = (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError)

# {orientation in the metadata: transposition that corrects it}
TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def rotate_upright(picture):
    """Return *picture* rotated according to its metadata, without that metadata.

    Pillow's `exif_transpose` rewrites the metadata and fails on damaged ones.
    """
    method = TRANSPOSITIONS.get(picture.getexif().get(ExifTags.Base.Orientation))
    return picture if method is None else picture.transpose(method)


def to_plain_colours(picture):
    """Return *picture* in RGB or RGBA: no CMYK, no palette, no 16 bits per channel."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
        picture.info.pop("transparency", None)
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
