"""The conferences of a feed: those its filters match, and for a while those they lost."""

from django.db.models import Exists, OuterRef, Q

from conferences.filters import PASSING
from conferences.models import Conference, PastState


def rows_of(filtersets, now):
    """(conferences, condition for those that have departed from the choice, or None)

    Together the *filtersets* are one choice; each narrows the rows of the one before.
    """
    rows = filtersets[-1].qs
    if all(filterset.is_all for filterset in filtersets):
        return rows, None
    if any("q" in filterset.narrowing for filterset in filtersets):
        # Nothing of its text is public any more, so nothing of it may be found.
        rows = rows.not_withdrawn()
    # What is edited after it was withdrawn is not public: how it was last counts.
    last_public = PastState.objects.last_public()
    rows = rows.exclude(among(last_public))
    # One earlier state must match the whole choice.
    states, lasting = PastState.objects.all(), Conference.objects.exclude(among(last_public))
    for filterset in filtersets:
        states = filterset.with_queryset(states).qs
        lasting = filterset.with_queryset(lasting).rows_without(*PASSING)
        last_public = filterset.with_queryset(last_public).rows_without(*PASSING)
    # What leaves in the course of things is not told: only a value that was lost counts, and what
    # was there when the conference was called off.
    is_lost = ~Exists(lasting.filter(pk=OuterRef("conference")))
    is_lost &= ~Exists(last_public.filter(conference=OuterRef("conference")))
    lost = states.filter(Q(until_called_off=True) | is_lost)
    in_calendar = Conference.objects.in_calendar(now).staying(now)
    departed = among(lost) & ~among(lost.filter(until_called_off=True))
    return rows | in_calendar.filter(among(lost)), departed


def among(states):
    return Q(pk__in=states.values("conference"))
