"""The words of a calendar entry: plain text that every calendar program reads alike."""

from django.utils.translation import gettext as _

from smartcity.cleaning import clean
from smartcity.dates import clock, long_day
from smartcity.richtext import plain_text

MAX_DESCRIPTION = 8000
SHOWN_CHANGES = 5


def description_of(conference, address):
    """What changed first, the page's address last, about 8 kB at most."""
    blocks = [
        "\n".join(changes_of(conference)),
        conference.teaser,
        "\n".join(programme_of(conference)),
        "\n".join(facts_of(conference)),
        plain_text(conference.text),
    ]
    text = clean("\n\n".join(filter(None, blocks)))
    while len(text.encode()) > MAX_DESCRIPTION:
        text = text[: len(text) * MAX_DESCRIPTION // len(text.encode()) - 1] + "…"
    return f"{text}\n\n{address}".strip()


def description_of_item(item, conference, address):
    is_without_end = item.ends is None and clock(item.starts)
    lines = [
        _("Programme item of: %s") % conference.title,
        is_without_end and f"{_('Begin')}: {is_without_end}",
        item.speakers,
        item.text,
    ]
    return clean("\n".join(filter(None, lines)) + f"\n\n{address}")


def changes_of(conference):
    """What is unusual now, then what was told about it, the latest first."""
    told = [change.line for change in conference.changes.all()[:SHOWN_CHANGES]]
    return [*filter(None, [standing_of(conference)]), *told]


def standing_of(conference):
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
    facts = [
        (_("Series"), conference.ordinal),
        (_("Begin"), is_without_end and clock(conference.start_time)),
        (_("Format"), conference.get_format_display()),
        (_("Host region"), conference.host_region),
        (_("Hosts"), "; ".join(hosts) or conference.host),
        (_("For whom"), conference.audience),
        (_("Cost"), conference.cost),
        (_("Accessibility"), ", ".join(item.name for item in conference.accessibility.all())),
        (
            _("Registration until"),
            conference.registration_deadline and long_day(conference.registration_deadline),
        ),
        (_("Registration or stream"), conference.public_link),
    ]
    return [f"{name}: {value}" for name, value in facts if value]


def programme_of(conference):
    items = conference.programme.all()
    if not items:
        return []
    several = conference.length_in_days > 1
    lines = [_("Programme")]
    for item in items:
        day = _("Day %s, ") % item.day if several else ""
        speakers = f" ({item.speakers})" if item.speakers else ""
        lines.append(f"{day}{clock(item.starts, item.ends)}: {item.title}{speakers}")
    return lines
