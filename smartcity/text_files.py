"""Text in a file from somebody's computer, in one of the encodings that are usual in Germany."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress


def decoded(data):
    """UTF-8, or what a German Excel writes instead: Windows-1252, or UTF-16 as “Unicode text”.

    None if it is none of these. Almost any bytes are Windows-1252: look for control characters.
    """
    is_utf_16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ["utf-16"] if is_utf_16 else ["utf-8-sig", "cp1252"]:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None
