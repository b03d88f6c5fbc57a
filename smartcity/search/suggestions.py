"""“Did you mean …”: the query with typing errors corrected, if that has results."""

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from smartcity.text.folding import fold_for_search

from .query import STOP_WORDS
from .stemming import WORD, normalize_typography
from .vocabulary import MIN_LETTERS, Word

MAX_CANDIDATES = 5
# In words up to this length, another letter makes another word: “spart” does not mean “Sport”.
MAX_SHORT_WORD = 6
# Words from this length on may be part of a compound, to which they must be this similar (of 100):
# “Betiligung” in “Bürgerbeteiligung”. Shorter words resemble a part of almost any compound.
MIN_COMPOUND = 8
MIN_SIMILARITY = 88


def suggestion_for(query, *querysets):
    """Return the corrected query, or "" unless it has results in one of the *querysets*.

    These contain only public rows, so words of drafts are never suggested.
    """
    words = WORD.findall(normalize_typography(query))
    unknown = [word for word in words if is_unknown(word, querysets)]
    if not unknown:
        return ""
    vocabulary = dict(Word.objects.order_by("folded").values_list("folded", "written"))
    better = {word: correction(word, vocabulary, querysets) for word in unknown}
    corrected = " ".join(better.get(word, word) for word in words)
    return corrected if all(better.values()) and has_results(corrected, querysets) else ""


def is_unknown(word, querysets):
    """Return whether *word* has no results and is no stop word."""
    return fold_for_search(word) not in STOP_WORDS and not has_results(word, querysets)


def has_results(query, querysets):
    """Return whether *query* has results in one of the *querysets*."""
    return any(rows.searching(query).exists() for rows in querysets)


def correction(word, vocabulary, querysets):
    """Return the most likely correction of *word* that has results, or ""."""
    candidates = candidates_for(fold_for_search(word), vocabulary)
    return next((text for text in candidates if has_results(text, querysets)), "")


def candidates_for(folded, vocabulary):
    """Yield similar words, the most likely first: typing errors, missing spaces, compounds."""
    if len(folded) < MIN_LETTERS:
        return
    errors = 0 if len(folded) < 5 else 1 if len(folded) < 8 else 2 if len(folded) < 12 else 3
    for like, *_ in process.extract(
        folded, vocabulary.keys(), scorer=OSA.distance, score_cutoff=errors, limit=MAX_CANDIDATES
    ):
        if has_same_letters(folded, like):
            yield vocabulary[like]
    yield from split(folded, vocabulary)
    if len(folded) >= MIN_COMPOUND:
        yield from compounds_with(folded, vocabulary)


def has_same_letters(folded, like):
    """Return whether a short word differs only in the number or order of its letters.

    Longer words always pass.
    """
    return len(folded) > MAX_SHORT_WORD or set(folded) <= set(like)


def compounds_with(folded, vocabulary):
    """Yield longer words that contain something similar to *folded*."""
    longer = [word for word in vocabulary if len(word) > len(folded)]
    for like, *_ in process.extract(
        folded, longer, scorer=fuzz.partial_ratio, score_cutoff=MIN_SIMILARITY, limit=MAX_CANDIDATES
    ):
        yield vocabulary[like]


def split(folded, vocabulary):
    """Yield two words for one: “Open Data” for “Opendata”, also with a linking s between them."""
    for position in range(MIN_LETTERS, len(folded) - MIN_LETTERS + 1):
        first, second = folded[:position], folded[position:]
        first = first if first in vocabulary else first.removesuffix("s")
        if first in vocabulary and second in vocabulary:
            yield f"{vocabulary[first]} {vocabulary[second]}"
