"""The texts of a calendar entry: plain text that every calendar program shows alike."""

from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.values import label_of
from smartcity.media.richtext import plain_text
from smartcity.text.cleaning import clean
from smartcity.text.dates import clock, long_day

# In bytes, as all lengths here.
MAX_DESCRIPTION = 8000
SHOWN_CHANGES = 5


def description_of(conference, address):
    """What changed first, the page's address last, about 8 kB at most.

    What one must know stays whole; a long programme and a long text give way.
    """
    changes, teaser = "\n".join(changes_of(conference)), conference.teaser
    facts = clipped("\n".join(facts_of(conference)), MAX_DESCRIPTION // 2)
    left = MAX_DESCRIPTION - sum(len(block.encode()) for block in (changes, teaser, facts))
    programme = clipped("\n".join(programme_of(conference)), left)
    text = plain_text(conference.text, conference.known_pictures)
    text = clipped(text, left - len(programme.encode()))
    blocks = [changes, teaser, programme, facts, text, address]
    return clean("\n\n".join(filter(None, blocks)))


def clipped(text, size):
    """Return at most about *size* bytes of *text*, with an ellipsis if it is cut."""
    encoded = text.encode()
    if len(encoded) <= size:
        return text
    return encoded[:size].decode(errors="ignore").rstrip() + "…" if size > 0 else ""


def description_of_item(item, conference, address):
    is_without_end = item.ends is None and clock(item.starts)
    lines = [
        _("Programme item of: %s") % conference.title,
        is_without_end and f"{label_of(type(item), 'starts')}: {is_without_end}",
        item.speakers,
        item.text,
        *as_lines(item.facts),
    ]
    return clean("\n".join(filter(None, lines)) + f"\n\n{address}")


def changes_of(conference):
    """Return the unusual state, then the lines of the public log, the latest first."""
    lines = [change.line for change in conference.changes.all()[:SHOWN_CHANGES]]
    return [*filter(None, [state_sentence(conference)]), *lines]


def state_sentence(conference):
    if conference.is_cancelled:
        return _("This conference is cancelled.")
    if conference.is_date_open:
        return _("The date is open. It was planned for %s.") % long_day(conference.starts_on)
    if conference.is_moved:
        return _("Moved, before: %s.") % long_day(conference.moved_from)
    return ""


def facts_of(conference):
    hosts = [part.project.name for part in conference.participations.all() if part.is_host]
    is_without_end = conference.start_time and conference.end_time is None
    label = partial(label_of, type(conference))
    deadline = conference.registration_deadline
    facts = [
        (label("series"), conference.ordinal),
        (label("start_time"), is_without_end and clock(conference.start_time)),
        (label("format"), conference.get_format_display()),
        (label("host_region"), conference.host_region),
        (_("Hosts"), "; ".join(hosts) or conference.host),
        *conference.facts,
        (label("registration_deadline"), deadline and long_day(deadline)),
        (_("Registration or stream"), conference.public_link),
    ]
    return as_lines(facts)


def as_lines(facts):
    return [f"{name}: {value}" for name, value in facts if value]


def programme_of(conference):
    items = conference.programme.all()
    if not items:
        return []
    several = conference.length_in_days > 1
    lines = [capfirst(_("programme"))]
    for item in items:
        day = _("Day %s") % item.day if several else ""
        speakers = f" ({item.speakers})" if item.speakers else ""
        time = clock(item.starts, item.ends)
        when = ", ".join(filter(None, [day, time]))
        lines.append(f"{when and f'{when}: '}{item.title}{speakers}")
    return lines
