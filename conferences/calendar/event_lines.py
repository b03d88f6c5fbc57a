"""Compare stored VEVENTs line by line, and keep the moment of their last change."""

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
    """Return the event as `settled` does, with a revision that never falls."""
    if stored:
        is_revised = any(value(fresh, name) != value(stored, name) for name in REVISED)
        known = sequence_in(stored) + is_revised
        fresh = with_sequence(fresh, max(known, sequence_in(fresh)))
    return settled(fresh, stored, moment)


def stamped(event, moment):
    """Return the event with *moment* as its last change, or its creation if that is later."""
    return STAMPS.sub(rb"\1:" + max(moment, value(event, "CREATED")) + rb"\r", event)


def events_by_uid(events):
    """Return {UID: VEVENT} of concatenated events."""
    return {value(event, "UID"): event for event in EVENTS.findall(events or b"")}


def value(event, name):
    """Return the unfolded value of a property with its parameters, or b""."""
    unfolded = (event or b"").replace(b"\r\n ", b"")
    match = re.search(rb"^%s[;:](.*)\r$" % name.encode(), unfolded, re.MULTILINE)
    return match[1] if match else b""


def sequence_in(event):
    return int(value(event, "SEQUENCE") or 0)


def with_sequence(event, sequence):
    return re.sub(rb"(?m)^SEQUENCE:.*\r$", b"SEQUENCE:%d\r" % sequence, event)
