"""Decode text files from people's computers, in the encodings that are common in Germany."""

import codecs
import re
from typing import NamedTuple

BOMS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# In order of preference: the first one wins if several are equally plausible.
SINGLE_BYTE = {
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO-8859-15 (Latin-9)",
    "cp850": "DOS (CP850)",
    "cp437": "DOS (CP437)",
    "mac_roman": "Mac OS Roman",
}
SMALL, LARGE = "a-zäöüßà-öø-ÿœšž", "A-ZÄÖÜẞÀ-ÖØ-ÞŒŠŽ"
# Umlauts and ß where German words have them. Elsewhere they point to a wrong encoding.
GERMAN = re.compile(
    f"""
    (?<![{LARGE}])[äöü](?=[{SMALL}]) | (?<=[{SMALL}])[äöüß](?![{LARGE}])
    | (?<=[{LARGE}])[äöü](?![{LARGE}]) | (?<=[{LARGE}])[ÄÖÜ]
    | (?<![{SMALL}{LARGE}])[ÄÖÜ](?=[{SMALL}{LARGE}])
    """,
    re.VERBOSE,
)
# Beginnings of many German words. They decide between a lower-case letter and a capital.
BEGINNINGS = re.compile(r"\b(?:[Üü]b|[Öö][fklrs]|[Ää][hmnpru])")
# Punctuation, signs and foreign letters that are common in German texts.
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
    """A decoded text and the encoding that was guessed for it."""

    text: str
    # The name of the encoding if it was guessed and somebody should check the text, else "".
    guessed: str


def decode(data):
    """Return the `Decoded` text of the bytes *data*, or None if they are not text.

    Unicode is recognized with certainty. Among the single-byte encodings, the one wins in which
    most special characters stand where German texts have them.
    """
    encoding = bom_encoding(data) or utf16_without_bom(data)
    if encoding:
        try:
            return Decoded(data.decode(encoding), "")
        except UnicodeDecodeError:
            return None
    try:
        return Decoded(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        return guess_encoding(data)


def bom_encoding(data):
    """Return the encoding that the byte order mark of *data* names, or None."""
    return next((name for mark, name in BOMS.items() if data.startswith(mark)), None)


def utf16_without_bom(data):
    """Return the byte order of UTF-16 without a byte order mark, or None for other data.

    It is recognized by the upper half of nearly every character, which is zero.
    """
    start = data[:4096]
    if len(data) % 2 or len(start) < 4:
        return None
    first, second = start[::2].count(0), start[1::2].count(0)
    most = len(start) // 2 * 0.7
    if second > most and not first:
        return "utf-16-le"
    return "utf-16-be" if first > most and not second else None


def guess_encoding(data):
    """Return the `Decoded` text of *data* in the most plausible single-byte encoding."""
    texts = {name: data.decode(name, errors="replace") for name in SINGLE_BYTE}
    scores = {name: plausibility(text) for name, text in texts.items()}
    best = max(scores, key=scores.get)
    # A byte that Windows-1252 does not define points to another encoding.
    is_sure = best == "cp1252" and scores[best] > 0 and "\ufffd" not in texts[best]
    return Decoded(texts[best], "" if is_sure else SINGLE_BYTE[best])


def plausibility(text):
    """Return a score: special characters where German texts have them, less all others."""
    strange = sum(not character.isascii() for character in text)
    german, usual = len(GERMAN.findall(text)), len(USUAL.findall(text))
    unusual = strange - german - usual
    return 3 * german + usual - 2 * unusual + len(BEGINNINGS.findall(text))
