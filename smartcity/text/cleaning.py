"""Text as keyboards type it: composed letters, no control characters, none that turn its direction.

Text for machines is also without characters that hide.
"""

import re
import unicodedata

BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]"
)
# XML allows few control characters, and pages show the others as boxes. Bidi controls (U+202E and
# its like) turn what stands beside them, also in lists and calendars.
NOT_TYPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
)
# Word puts \v where a line is broken.
SPACES_NOT_TYPED = re.compile("[\v\f\x85]")
BRACKETS = re.compile("([<>])")


def composed(text):
    """*text* with each letter and its marks as one character (NFC), also in markup.

    PDF files and macOS hand out an umlaut as a letter and a mark: it looks the same and compares
    as another text. Angle brackets are kept apart from marks: with U+0338 behind it, the end of a
    tag would become another character.
    """
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFC", part) for part in BRACKETS.split(text))


def typed(text):
    """What an editor meant to type: composed, without the controls that come with pasted text."""
    return composed(NOT_TYPED.sub("", SPACES_NOT_TYPED.sub(" ", text)))


def one_line(text):
    return " ".join(clean(text).split())


def clean(text):
    """Composed; line breaks of every kind become \\n; control and bidi characters go."""
    return composed(UNWANTED.sub("", BREAKS.sub("\n", text)))
