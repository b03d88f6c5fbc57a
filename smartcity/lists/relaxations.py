"""Suggestions shown when a filtered list is empty."""

from dataclasses import dataclass
from urllib.parse import urlencode

from smartcity.search.suggestions import suggestion_for


@dataclass(frozen=True)
class Relaxation:
    """The list without one filter: the dropped values, its URL and its number of rows."""

    label: str
    address: str
    count: int


def relaxations_of(filterset):
    """Return the relaxations that have rows, the most rows first."""
    relaxations = [
        Relaxation(dropped_values(filterset, name), filterset.address_without(name), count)
        for name, count in filterset.counts_without_one().items()
        if count
    ]
    return sorted(relaxations, key=lambda relaxation: -relaxation.count)


def dropped_values(filterset, name):
    """Return “Mobilität, Energie”, or unknown values as they were given."""
    labels = [str(item.label) for _name, item in filterset.applied_by(name)]
    return ", ".join(labels or filterset.cleaned[name].unknown)


@dataclass(frozen=True)
class Suggestion:
    """Search words without typing errors, and a URL at which they have results."""

    words: str
    address: str
    keeps_filters: bool


def suggestion_of(filterset):
    """Return a `Suggestion` with the other filters, else without them, else None."""
    query = filterset.cleaned.get("q")
    if not query:
        return None
    if words := suggestion_for(query, filterset.rows_without("q")):
        return Suggestion(words, filterset.address_with("q", words), keeps_filters=True)
    has_others = len(filterset.narrowing) > 1
    words = suggestion_for(query, filterset.queryset) if has_others else ""
    address = f"?{urlencode({'q': words})}"
    return Suggestion(words, address, keeps_filters=False) if words else None
