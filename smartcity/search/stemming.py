"""The stored form of a German text for search: every word folded, and its stem.

“Städte” is stored as ` staedte stadt `, “Bürgerbeteiligung” as ` buergerbeteiligung burgerbeteil `.
Spaces surround every form, so that a substring search can match the beginning of words.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from smartcity.text.folding import fold_for_search

# Raise it when the same text is stored differently, or other texts: `manage.py rebuild_search` then
# has work.
SEARCH_FORMAT = "2"

WORD = re.compile(r"[^\W_]+")
COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
MAX_LETTERS = 60

# Plurals that the stemmer does not reduce to their singular; the last one is English.
PLURALS = [
    (re.compile(r"(zentr|muse|for|visi|gremi|kriteri|ministeri|stipendi)en$"), r"\1um"),
    (re.compile(r"(them|firm)en$"), r"\1a"),
    (re.compile(r"(szenari|risik|kont)en$"), r"\1o"),
    (re.compile(r"([aopy])s$"), r"\1"),
]


def normalize_typography(text):
    """Return *text* without ligatures, soft hyphens and non-breaking hyphens (NFKC)."""
    return unicodedata.normalize("NFKC", text).replace("\xad", "")


def words_in(text):
    """Yield every word of *text* in lower case; a compound with hyphens also as one word."""
    for compound in COMPOUND.findall(normalize_typography(text).lower()):
        parts = WORD.findall(compound)
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


@lru_cache(maxsize=50_000)
def forms_of(word):
    """Return the folded word and its stem, which has no umlauts: (`staedte`, `stadt`)."""
    word = word[:MAX_LETTERS]
    return fold_for_search(word), fold_for_search(stem_of(word))


def stem_of(word):
    """Return the stem of *word*."""
    for ending, singular in PLURALS:
        word = ending.sub(singular, word)
    # A new stemmer for each call, because it holds state and threads share modules.
    return snowballstemmer.stemmer("german").stemWord(word)


def stored_form(*texts):
    """Return the distinct forms of all words in *texts* between spaces, or "" without words."""
    forms = (form for text in texts for word in words_in(text) for form in forms_of(word))
    distinct = " ".join(dict.fromkeys(forms))
    return f" {distinct} " if distinct else ""
