"""What helps a reader to whom a list showed nothing."""

from dataclasses import dataclass

from .search.suggestions import suggestion_for


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


def suggestion(filterset):
    """The search words without their typing errors, if that finds something in this list."""
    query = filterset.cleaned.get("q")
    return suggestion_for(query, filterset.queryset) if query else ""
