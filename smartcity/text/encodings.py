"""Text in a file from somebody's computer, in one of the encodings that are usual in Germany."""

import codecs
import re
from typing import NamedTuple

MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# In this order: of two that read a text equally well, the first one is it.
SINGLE_BYTE = {
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO-8859-15 (Latin-9)",
    "cp850": "DOS (CP850)",
    "cp437": "DOS (CP437)",
    "mac_roman": "Mac OS Roman",
}
SMALL, LARGE = "a-zäöüßà-öø-ÿœšž", "A-ZÄÖÜẞÀ-ÖØ-ÞŒŠŽ"
# What stands in German texts, and where. The rest is a sign of a wrong encoding.
GERMAN = re.compile(
    f"""
    (?<![{LARGE}])[äöü](?=[{SMALL}]) | (?<=[{SMALL}])[äöüß](?![{LARGE}])
    | (?<=[{LARGE}])[äöü](?![{LARGE}]) | (?<=[{LARGE}])[ÄÖÜ]
    | (?<![{SMALL}{LARGE}])[ÄÖÜ](?=[{SMALL}{LARGE}])
    """,
    re.VERBOSE,
)
# Where a small letter and a capital are as likely, most words begin so.
BEGINNINGS = re.compile(r"\b(?:[Üü]b|[Öö][fklrs]|[Ää][hmnpru])")
USUAL = re.compile(
    f"""
    (?<![{SMALL}{LARGE}])[„‚«»](?=[\\w(„‚]) | (?<=[\\w.!?…)])[“”‘’»«](?![{SMALL}{LARGE}])
    | (?<=[{SMALL}])’(?=[{SMALL}]) | (?<![{SMALL}{LARGE}])[–—€§•·°±²³½¼¾©®™](?![{SMALL}{LARGE}])
    | (?<=\\w)[…²³°®™](?!\\w) | \xa0 | [´×]
    | [éèêàâáçñíóúôîëïåæøœšžÉÈÀÁÇŠŽ](?=[{SMALL}])
    | (?<=[{SMALL}])[éèêàâáçñíóúôîëïåæøœšž](?![{LARGE}])
    """,
    re.VERBOSE,
)


class Decoded(NamedTuple):
    text: str
    # The name of the encoding, if it was guessed and the reader should look at it; else empty.
    guessed: str


def decoded(data):
    """The `Decoded` text of *data*, or None if it is no text.

    Unicode is sure. Of encodings with one byte for each character the one is taken in which most
    characters stand where German texts have them.
    """
    encoding = marked_encoding(data) or unmarked_unicode(data)
    if encoding:
        try:
            return Decoded(data.decode(encoding), "")
        except UnicodeDecodeError:
            return None
    try:
        return Decoded(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        return guessed(data)


def marked_encoding(data):
    return next((name for mark, name in MARKS.items() if data.startswith(mark)), None)


def unmarked_unicode(data):
    """UTF-16 without its mark: the upper half of nearly each character is zero."""
    start = data[:4096]
    if len(data) % 2 or len(start) < 4:
        return None
    first, second = start[::2].count(0), start[1::2].count(0)
    most = len(start) // 2 * 0.7
    if second > most and not first:
        return "utf-16-le"
    return "utf-16-be" if first > most and not second else None


def guessed(data):
    # Bytes that Windows-1252 leaves out speak for another encoding.
    found = {name: data.decode(name, errors="replace") for name in SINGLE_BYTE}
    marks = {name: plausibility(text) for name, text in found.items()}
    best = max(marks, key=marks.get)
    is_sure = best == "cp1252" and marks[best] > 0 and "\ufffd" not in found[best]
    return Decoded(found[best], "" if is_sure else SINGLE_BYTE[best])


def plausibility(text):
    """How much of what is not ASCII stands where German texts have it, less what does not."""
    strange = sum(not it.isascii() for it in text)
    german, usual = len(GERMAN.findall(text)), len(USUAL.findall(text))
    unusual = strange - german - usual
    return 3 * german + usual - 2 * unusual + len(BEGINNINGS.findall(text))
