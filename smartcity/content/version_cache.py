"""Results that depend on all rows, cached once per content version."""

from django.core.cache import cache
from django.utils import timezone

from .transaction import current_version, has_passed

# Midnight raises the version, so no key is used on another day.
A_DAY = 24 * 60 * 60


class VersionCache:
    """A cache of results under one *prefix*, valid for the content version at the time *now*.

    Create it before reading rows: results may then be fresher than their version, never older.
    While the stored version is behind *now* (see `current_version`) nothing is cached.
    """

    def __init__(self, prefix, now):
        version = current_version(now)
        self.is_behind = has_passed(version, now)
        self.prefix = f"{prefix}:{version.content}:{timezone.localdate(now)}"

    def get_or_set(self, key, compute):
        """Return the cached result of *key*; call and cache `compute()` if there is none."""
        if self.is_behind:
            return compute()
        return cache.get_or_set(f"{self.prefix}:{key}", compute, A_DAY)


class NoCache:
    """Stands in for a `VersionCache` where the rows are not those of the whole list."""

    def get_or_set(self, key, compute):
        """Return `compute()`."""
        return compute()


NO_CACHE = NoCache()
