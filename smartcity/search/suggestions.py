"""“Did you mean …”: the query with mistyped words corrected, if that finds something."""

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from smartcity.text.folding import fold_for_search

from .query import STOP_WORDS
from .stemming import WORD, plain
from .vocabulary import FEWEST_LETTERS, Word

TRIED = 5
# Up to so many letters one that was exchanged makes another word: “Sport” is no “spart”.
SHORT = 6
# From so many letters on a word may be part of a longer one, and so alike is it to that part:
# “Betiligung” to “Bürgerbeteiligung”. Almost any shorter word resembles a piece of some other.
LONG = 8
ALIKE = 88


def suggestion_for(query, *found_in):
    """The corrected query, or nothing unless it finds something in one of the querysets.

    These hold what readers may see, so no word of a draft is ever suggested.
    """
    words = WORD.findall(plain(query))
    unknown = [word for word in words if is_unknown(word, found_in)]
    if not unknown:
        return ""
    vocabulary = dict(Word.objects.order_by("folded").values_list("folded", "written"))
    better = {word: correction(word, vocabulary, found_in) for word in unknown}
    corrected = " ".join(better.get(word, word) for word in words)
    return corrected if all(better.values()) and finds(corrected, found_in) else ""


def is_unknown(word, found_in):
    return fold_for_search(word) not in STOP_WORDS and not finds(word, found_in)


def finds(query, found_in):
    return any(rows.searching(query).exists() for rows in found_in)


def correction(word, vocabulary, found_in):
    """What is written like *word* and found, or nothing."""
    candidates = candidates_for(fold_for_search(word), vocabulary)
    return next((text for text in candidates if finds(text, found_in)), "")


def candidates_for(folded, vocabulary):
    """The likeliest first: typing errors, a space that is missing, an error in a part."""
    if len(folded) < FEWEST_LETTERS:
        return
    errors = 0 if len(folded) < 5 else 1 if len(folded) < 8 else 2 if len(folded) < 12 else 3
    for like, *_ in process.extract(
        folded, vocabulary.keys(), scorer=OSA.distance, score_cutoff=errors, limit=TRIED
    ):
        if keeps_its_letters(folded, like):
            yield vocabulary[like]
    yield from split(folded, vocabulary)
    if len(folded) >= LONG:
        yield from longer_than(folded, vocabulary)


def keeps_its_letters(folded, like):
    """A short word may have too few, too many or twisted letters, but none of another word."""
    return len(folded) > SHORT or set(folded) <= set(like)


def longer_than(folded, vocabulary):
    """Those of which a part is written like it."""
    longer = [known for known in vocabulary if len(known) > len(folded)]
    for like, *_ in process.extract(
        folded, longer, scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=TRIED
    ):
        yield vocabulary[like]


def split(folded, vocabulary):
    """“Opendata” as “Open Data”; the s between two parts of a compound belongs to none."""
    for position in range(FEWEST_LETTERS, len(folded) - FEWEST_LETTERS + 1):
        first, second = folded[:position], folded[position:]
        first = first if first in vocabulary else first.removesuffix("s")
        if first in vocabulary and second in vocabulary:
            yield f"{vocabulary[first]} {vocabulary[second]}"
