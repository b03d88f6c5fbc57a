"""Last-Modified dates: HTTP compares whole seconds."""


def last_modified_second(changed_at, changed_before):
    """Return *changed_at* in seconds since 1970, or None unless all earlier changes are older.

    *changed_before* is the latest moment of all earlier changes, None for the first one.
    """
    seconds = int(changed_at.timestamp())
    is_later = changed_before is None or int(changed_before.timestamp()) < seconds
    return seconds if is_later else None
