"""Stored VEVENTs line by line: which say the same, and since when each says what it says."""

import re
from datetime import UTC

EVENTS = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
STAMPS = re.compile(rb"^(DTSTAMP|LAST-MODIFIED):.*\r$", re.MULTILINE)
# A new value in one of these is a new revision (RFC 5545 3.8.7.4).
REVISED = ["DTSTART", "DTEND", "STATUS"]


def settled(fresh, stored, moment):
    """Return *stored* if it says the same as *fresh*, else *fresh* as changed at *moment*.

    A moment before the creation or before the last change does not count.
    """
    known = value(stored, "DTSTAMP")
    if stamped(fresh, known) == stored:
        return stored
    return stamped(fresh, max(known, f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()))


def settled_revision(fresh, stored, moment):
    """As `settled`, for an event whose revision does not follow from its columns alone."""
    if stored:
        is_revised = any(value(fresh, name) != value(stored, name) for name in REVISED)
        known = sequence_in(stored) + is_revised
        fresh = with_sequence(fresh, max(known, sequence_in(fresh)))
    return settled(fresh, stored, moment)


def stamped(event, moment):
    """The same event as changed at *moment*, or as created if that was later."""
    return STAMPS.sub(rb"\1:" + max(moment, value(event, "CREATED")) + rb"\r", event)


def events_by_uid(events):
    """{UID: VEVENT} of several that follow each other."""
    return {value(event, "UID"): event for event in EVENTS.findall(events or b"")}


def value(event, name):
    """The value of a property with its parameters, unfolded; empty if there is none."""
    unfolded = (event or b"").replace(b"\r\n ", b"")
    match = re.search(rb"^%s[;:](.*)\r$" % name.encode(), unfolded, re.MULTILINE)
    return match[1] if match else b""


def sequence_in(event):
    return int(value(event, "SEQUENCE") or 0)


def with_sequence(event, sequence):
    return re.sub(rb"(?m)^SEQUENCE:.*\r$", b"SEQUENCE:%d\r" % sequence, event)
