"""What is searched for: the words of a query, and what each looks for in a stored form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .stemming import WORD, forms_of, plain

MAX_WORDS = 10
# Shorter stems would be found in the middle of anything: “KI” in “Risiko”.
SHORT = 3

# They say nothing about what is searched, and many a text lacks just one of them.
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
# “-er” may be an ending (“Häuser”) or belong to the word: “Bürger” has the stem of “Hamburg”.
MAY_BELONG = re.compile(r"er(n|s|in|innen)?$")


@dataclass(frozen=True)
class SearchedWord:
    folded: str
    stem: str

    @property
    def is_telling(self):
        is_letter = len(self.folded) == 1 and not self.folded.isdigit()
        return self.folded not in STOP_WORDS and not is_letter

    @property
    def whole(self):
        return self.distinct(f" {self.folded} ", f" {self.stem} ")

    @property
    def starts(self):
        return self.distinct(f" {self.folded}", f" {self.stem}")

    @property
    def anywhere(self):
        """It is found where any of these stands in a stored form."""
        if self.folded.isdigit():
            return self.whole
        return self.distinct(*self.substrings())

    def substrings(self):
        lost_umlaut = not self.folded.startswith(self.stem)
        kept = MAY_BELONG.sub("", self.folded) if lost_umlaut else self.folded
        is_loose = len(self.stem) > SHORT and kept == self.folded
        yield self.stem if is_loose else f" {self.stem}"
        # A short stem of a long word: “Daten” is also found in “Geodaten”.
        if len(kept) > SHORT + (kept == self.folded):
            yield kept

    @staticmethod
    def distinct(*patterns):
        """Without those that hold another one: they find nothing of their own."""
        return [
            it for it in dict.fromkeys(patterns) if not any(o in it and o != it for o in patterns)
        ]

    def is_in(self, form):
        return any(pattern in form for pattern in self.anywhere)


@lru_cache(maxsize=200)
def searched_words(query):
    """The words that say something, each once; all of them if none does."""
    words = {SearchedWord(*forms_of(word)): None for word in single_words(query)}
    telling = [word for word in words if word.is_telling]
    return tuple(telling or words)


def single_words(query):
    """A compound with hyphens is searched by its parts: the text may write it in another way."""
    return WORD.findall(plain(query).lower())
