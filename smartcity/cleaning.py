"""Text for machines: without the signs that break lines, hide or turn words around."""

import re

BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]"
)


def one_line(text):
    return " ".join(clean(text).split())


def clean(text):
    """Line breaks of every kind become \\n; control and bidi characters go."""
    return UNWANTED.sub("", BREAKS.sub("\n", text))
