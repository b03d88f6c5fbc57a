"""Ways to fold German text to plain letters, alike on every database and its collation."""

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})

# Folding adds letters (ß becomes ss): a key fits into the column of the name it was made of.
SORTED_LETTERS = 100


def fold_for_search(text):
    """Lower case, umlauts written out (DIN 5007-2), other marks dropped: `Köln` becomes `koeln`."""
    return _without_marks(unicodedata.normalize("NFC", text).lower().translate(UMLAUTS))


def address_of(text):
    """The part of an address or a file name: `Straße in Köln` becomes `strasse-in-koeln`.

    `static/js/address.js` does the same while an editor types a title.
    """
    return re.sub(r"[^a-z0-9]+", "-", fold_for_search(text)).strip("-")


def fold_for_sorting(text):
    """Letters and digits only, umlauts as their base letter (DIN 5007-1).

    Collations differ in how they weigh spaces and punctuation, so none are left.
    """
    return re.sub(r"[^a-z0-9]", "", _without_marks(text.casefold()))[:SORTED_LETTERS]


def _without_marks(text):
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
