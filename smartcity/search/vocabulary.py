"""The words of all searchable texts, from which corrections are suggested.

It contains words of drafts, too: `suggestions` checks that a word has public results.
"""

from django.db import models

from smartcity.text.folding import fold_for_search

from .query import STOP_WORDS
from .stemming import MAX_LETTERS, WORD, normalize_typography

MIN_LETTERS = 4


class Word(models.Model):
    """A word of the vocabulary, folded and as it is written."""

    folded = models.CharField(max_length=2 * MAX_LETTERS, unique=True)
    written = models.CharField(max_length=MAX_LETTERS)

    class Meta:
        app_label = "smartcity"

    def __str__(self):
        return self.written


def add_words(texts):
    """Add the words of *texts* to the vocabulary."""
    written = {word for text in set(texts) for word in WORD.findall(normalize_typography(text))}
    words = {fold_for_search(word): word for word in sorted(written) if is_indexed(word)}
    Word.objects.bulk_create(
        [Word(folded=folded, written=word) for folded, word in words.items()],
        ignore_conflicts=True,
        batch_size=500,
    )


def is_indexed(word):
    """Return whether *word* belongs into the vocabulary."""
    is_word = word.isalpha() and MIN_LETTERS <= len(word) <= MAX_LETTERS
    return is_word and fold_for_search(word) not in STOP_WORDS
