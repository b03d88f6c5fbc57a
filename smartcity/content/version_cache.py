"""Results that follow from all rows, cached once for each content version."""

from django.core.cache import cache
from django.utils import timezone

from .transaction import current_version, has_passed

# Midnight raises the version: nothing is read again on another day.
A_DAY = 24 * 60 * 60


class VersionCache:
    """A cache for the results of one *place*, created before rows are read, so never older.

    While the version is behind *now* (see `current_version`) nothing is cached.
    """

    def __init__(self, place, now):
        version = current_version(now)
        self.is_behind = has_passed(version, now)
        self.place = f"{place}:{version.content}:{timezone.localdate(now)}"

    def get_or_set(self, key, compute):
        """Return the cached result of *key*, or `compute()`, which is cached then."""
        if self.is_behind:
            return compute()
        return cache.get_or_set(f"{self.place}:{key}", compute, A_DAY)


class NoCache:
    """Takes the place of a `VersionCache` for rows that are not all rows."""

    def get_or_set(self, key, compute):
        """Return `compute()`."""
        return compute()


NO_CACHE = NoCache()
