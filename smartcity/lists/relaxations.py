"""What helps a reader to whom a list showed nothing."""

from dataclasses import dataclass
from urllib.parse import urlencode

from smartcity.search.suggestions import suggestion_for


@dataclass(frozen=True)
class WayOut:
    """The list without one filter: what is dropped, in words, and how many hits that brings."""

    label: str
    address: str
    count: int


def ways_out(filterset):
    """Those that bring hits, the most of them first."""
    ways = [
        WayOut(words_of(filterset, name), filterset.address_without(name), count)
        for name, count in filterset.counts_without_one().items()
        if count
    ]
    return sorted(ways, key=lambda way: -way.count)


def words_of(filterset, name):
    """“Mobilität, Energie”; of unknown values as they were given."""
    known = [str(item.label) for _name, item in filterset.applied_by(name)]
    return ", ".join(known or filterset.cleaned[name].unknown)


@dataclass(frozen=True)
class Suggestion:
    """The search words without their typing errors; it finds something at its address."""

    words: str
    address: str
    keeps_filters: bool


def suggestion(filterset):
    """What was meant, among the rows of the other filters or else among all of this list."""
    query = filterset.cleaned.get("q")
    if not query:
        return None
    if words := suggestion_for(query, filterset.rows_without("q")):
        return Suggestion(words, filterset.address_with("q", words), keeps_filters=True)
    has_others = len(filterset.narrowing) > 1
    words = suggestion_for(query, filterset.queryset) if has_others else ""
    address = f"?{urlencode({'q': words})}"
    return Suggestion(words, address, keeps_filters=False) if words else None
