"""Fold German text to ASCII letters, independently of the database and its collation."""

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})

# Folding adds letters (ß becomes ss). The limit makes a sort key fit into its column.
MAX_SORT_KEY_LENGTH = 100


def fold_for_search(text):
    """Return *text* in lower case with umlauts spelled out (DIN 5007-2): `Köln` becomes `koeln`.

    Other diacritics are removed.
    """
    return _without_marks(unicodedata.normalize("NFC", text).lower().translate(UMLAUTS))


def slug_of(text):
    """Return *text* as part of a URL or a file name: `Straße in Köln` becomes `strasse-in-koeln`.

    `static/js/address.js` does the same while an editor types a title.
    """
    return re.sub(r"[^a-z0-9]+", "-", fold_for_search(text)).strip("-")


def fold_for_sorting(text):
    """Return only the letters and digits of *text*, umlauts as their base letter (DIN 5007-1).

    Spaces and punctuation are removed because collations weigh them differently.
    """
    return re.sub(r"[^a-z0-9]", "", _without_marks(text.casefold()))[:MAX_SORT_KEY_LENGTH]


def _without_marks(text):
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
