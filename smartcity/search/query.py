"""Parse a query: its words, and the patterns that each matches in stored forms."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .stemming import WORD, forms_of, normalize_typography

MAX_WORDS = 10
# Shorter stems match only at the beginning of a word: “KI” is also part of “Risiko”.
MAX_SHORT_STEM = 3

# Words without a meaning for search. Requiring them would exclude texts that lack one of them.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        aber als am an auch auf aus bei beim bis da damit dann das dass dem den denn der des
        die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen
        einer eines er es etwas fuer gegen gibt hat haben hier ich ihr ihre im in ins ist
        kann kein keine mein meine mehr mit nach nicht noch nur ob oder ohne sein seine sich
        sie sind so soll sowie ueber um und uns unser unsere unter vom von vor war was wann
        warum welche welchem welchen welcher welches wenn wer werden wie wieder wir wird wo
        wurde wurden zu zum zur zwischen
        """,
    )
)
# “-er” may be an ending (“Häuser”) or part of the word: “Bürger” is stemmed to “burg”.
ER_ENDING = re.compile(r"er(n|s|in|innen)?$")


@dataclass(frozen=True)
class SearchedWord:
    """One word of a query, folded and stemmed, with the patterns that find it."""

    folded: str
    stem: str

    @property
    def is_significant(self):
        """Whether the word is neither a stop word nor a single letter."""
        is_letter = len(self.folded) == 1 and not self.folded.isdigit()
        return self.folded not in STOP_WORDS and not is_letter

    @property
    def whole(self):
        """Patterns that match whole words of a stored form."""
        return self.distinct(f" {self.folded} ", f" {self.stem} ")

    @property
    def starts(self):
        """Patterns that match the beginning of words."""
        return self.distinct(f" {self.folded}", f" {self.stem}")

    @property
    def anywhere(self):
        """Patterns of which a stored form must contain at least one to match."""
        if self.folded.isdigit():
            return self.whole
        return self.distinct(*self.substrings())

    def substrings(self):
        """Yield the stem, and the word itself where it may be the end of a compound."""
        lost_umlaut = not self.folded.startswith(self.stem)
        base = ER_ENDING.sub("", self.folded) if lost_umlaut else self.folded
        is_loose = len(self.stem) > MAX_SHORT_STEM and base == self.folded
        yield self.stem if is_loose else f" {self.stem}"
        # For a long word with a short stem: “Daten” also matches “Geodaten”.
        if len(base) > MAX_SHORT_STEM + (base == self.folded):
            yield base

    @staticmethod
    def distinct(*patterns):
        """Return *patterns* without those that contain another one, which matches more."""
        return [
            pattern
            for pattern in dict.fromkeys(patterns)
            if not any(other in pattern and other != pattern for other in patterns)
        ]

    def is_in(self, form):
        """Return whether the word matches the stored *form*."""
        return any(pattern in form for pattern in self.anywhere)


@lru_cache(maxsize=200)
def searched_words(query):
    """Return the significant words of *query* without duplicates, or all if none is significant."""
    words = {SearchedWord(*forms_of(word)): None for word in single_words(query)}
    significant = [word for word in words if word.is_significant]
    return tuple(significant or words)


def single_words(query):
    """Return the words of *query*; compounds with hyphens are split, as a text may join them."""
    return WORD.findall(normalize_typography(query).lower())
