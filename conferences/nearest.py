"""The theme whose name is most similar to an unknown value or to search words."""

from rapidfuzz import fuzz, process

from smartcity.lists.filtering import Choices
from smartcity.text.folding import fold_for_search

from .models import Theme

# The minimum similarity of two names, from 0 to 100.
MIN_SIMILARITY = 70


def nearest_theme(filterset):
    """Return the theme most similar to an unknown theme, or else to the search words, or None."""
    words = entered_words(filterset)
    themes = list(Theme.objects.current().only("name", "slug")) if words else []
    names = [fold_for_search(theme.name) for theme in themes]
    match = process.extractOne(words, names, scorer=fuzz.WRatio, score_cutoff=MIN_SIMILARITY)
    return themes[match[2]] if match else None


def entered_words(filterset):
    """Return the unknown themes or the search words of *filterset*, folded."""
    themes = filterset.cleaned.get("thema")
    unknown = themes.unknown if isinstance(themes, Choices) else []
    words = " ".join(unknown) or filterset.cleaned.get("q") or ""
    # Slugs contain hyphens: “energie-quartier”.
    return fold_for_search(words[:200]).replace("-", " ").strip()
