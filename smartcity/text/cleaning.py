"""Clean text: compose letters (NFC), remove control characters and bidi controls.

`clean_input` is for text that editors enter, `clean` for text that programs read: it also removes
invisible characters.
"""

import re
import unicodedata

BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]"
)
# Control characters that XML forbids or browsers show as boxes, and bidi controls (such as U+202E),
# which also reverse the text beside them in lists and calendars.
UNWANTED_IN_INPUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
)
# Word writes \v for a line break inside a paragraph.
PASTED_SPACES = re.compile("[\v\f\x85]")
BRACKETS = re.compile("([<>])")


def composed(text):
    """Return *text* in Unicode normalization form C, markup included.

    PDF files and macOS write an umlaut as a base letter and a combining mark: it looks the same but
    compares as different text. Angle brackets are normalized separately: a U+0338 after the end of
    a tag would otherwise merge with it into another character.
    """
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFC", part) for part in BRACKETS.split(text))


def clean_input(text):
    """Return *text* composed and without the control characters that pasted text contains."""
    return composed(UNWANTED_IN_INPUT.sub("", PASTED_SPACES.sub(" ", text)))


def one_line(text):
    """Return the cleaned *text* with every run of whitespace as a single space."""
    return " ".join(clean(text).split())


def clean(text):
    r"""Return *text* composed, with \n as its only line break and without invisible characters."""
    return composed(UNWANTED.sub("", BREAKS.sub("\n", text)))
