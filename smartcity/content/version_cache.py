"""What follows from all rows alone is worked out once for each version of the content."""

from django.core.cache import cache
from django.utils import timezone

from .transaction import current_version, has_passed

# Midnight raises the version: nothing is asked for again on another day.
A_DAY = 24 * 60 * 60


class Kept:
    """Answers about the rows of one *place*; made before they are read, so never older.

    While the version is behind *now* (see `current_version`) nothing is kept under it.
    """

    def __init__(self, place, now):
        version = current_version(now)
        self.is_behind = has_passed(version, now)
        self.place = f"{place}:{version.content}:{timezone.localdate(now)}"

    def __call__(self, question, work_out):
        if self.is_behind:
            return work_out()
        return cache.get_or_set(f"{self.place}:{question}", work_out, A_DAY)


def nothing_kept(question, work_out):
    """For whoever asks about rows of its own."""
    return work_out()
