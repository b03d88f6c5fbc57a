"""Moments of changes in whole seconds, as HTTP compares them."""


def told_second(changed_at, changed_before):
    """Seconds since 1970, or None if an earlier change has this second or a later one.

    *changed_before* is the latest moment of all earlier changes, None for the first one.
    """
    seconds = int(changed_at.timestamp())
    is_later = changed_before is None or int(changed_before.timestamp()) < seconds
    return seconds if is_later else None
