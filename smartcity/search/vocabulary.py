"""The words of everything that can be found, for whoever mistyped one of them.

It also knows words that only drafts contain: `suggestions` shows none that finds nothing public.
"""

from django.db import models

from smartcity.text.folding import fold_for_search

from .query import STOP_WORDS
from .stemming import MAX_LETTERS, WORD, plain

FEWEST_LETTERS = 4


class Word(models.Model):
    folded = models.CharField(max_length=2 * MAX_LETTERS, unique=True)
    written = models.CharField(max_length=MAX_LETTERS)

    class Meta:
        app_label = "smartcity"

    def __str__(self):
        return self.written


def add_words(texts):
    """Remember the words of *texts*."""
    written = {word for text in set(texts) for word in WORD.findall(plain(text))}
    words = {fold_for_search(word): word for word in sorted(written) if is_kept(word)}
    Word.objects.bulk_create(
        [Word(folded=folded, written=word) for folded, word in words.items()],
        ignore_conflicts=True,
        batch_size=500,
    )


def is_kept(word):
    is_word = word.isalpha() and FEWEST_LETTERS <= len(word) <= MAX_LETTERS
    return is_word and fold_for_search(word) not in STOP_WORDS
