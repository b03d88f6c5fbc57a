"""Text without signs that nobody types; for machines also without those that hide or turn it."""

import re

BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]"
)
# XML allows few of them, and pages show the others as boxes. Word puts \v where a line is broken.
NOT_TYPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
SPACES_NOT_TYPED = re.compile("[\v\f\x85]")


def typed(text):
    """What an editor meant to type: no control characters, which come along with what is pasted."""
    return NOT_TYPED.sub("", SPACES_NOT_TYPED.sub(" ", text))


def one_line(text):
    return " ".join(clean(text).split())


def clean(text):
    """Line breaks of every kind become \\n; control and bidi characters go."""
    return UNWANTED.sub("", BREAKS.sub("\n", text))
