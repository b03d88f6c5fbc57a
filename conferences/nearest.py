"""The theme whose name comes nearest to what a reader typed and nobody knows."""

from rapidfuzz import fuzz, process

from smartcity.text.folding import fold_for_search

from .models import Theme

# Of 100; below, the two words have little in common.
NEAR = 70


def nearest_theme(filterset):
    """To a theme that a filter set does not know, or else to its search words; or None."""
    typed = words_of(filterset)
    themes = list(Theme.objects.current().only("name", "slug")) if typed else []
    names = [fold_for_search(theme.name) for theme in themes]
    found = process.extractOne(typed, names, scorer=fuzz.WRatio, score_cutoff=NEAR)
    return themes[found[2]] if found else None


def words_of(filterset):
    given = filterset.cleaned
    typed = " ".join(getattr(given.get("thema"), "unknown", [])) or given.get("q") or ""
    # As a slug is written: “energie-quartier”.
    return fold_for_search(typed[:200]).replace("-", " ").strip()
