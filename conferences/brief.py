"""The brief of a conference: one page A4 on which a manager decides, and the same as plain text."""

from functools import partial

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.values import label_of
from smartcity.outputs.qr import qr_code
from smartcity.text.dates import clock, long_day, long_span


class Brief:
    """What stands on the brief of *conference*, which was loaded with `for_page`."""

    def __init__(self, conference, today):
        self.conference = conference
        self.today = today

    @property
    def address(self):
        return settings.SITE_URL + self.conference.get_absolute_url()

    @property
    def rows(self):
        """Return [(label, value, addition)] of what is known, values and additions as text."""
        conference = self.conference
        label = partial(label_of, type(conference))
        rows = [
            (_("State of the conference"), self.state, ""),
            (_("Date"), self.days, self.times),
            (_("Place"), self.place, self.address_lines),
            (label("cost"), conference.cost or _("not stated"), self.travel),
            (label("registration_deadline"), self.deadline, ""),
            (label("audience"), conference.audience, ""),
            (label("host"), conference.host, ""),
            (label("organiser"), conference.organiser, ""),
            (label("accessibility"), ", ".join(map(str, conference.accessibility.all())), ""),
            (label("contact_office"), conference.contact_office, conference.contact_email),
        ]
        return [row for row in rows if row[1] or row[2]]

    @property
    def state(self):
        """Return a warning if nobody can go there, else nothing."""
        if self.conference.is_cancelled:
            return _("This conference is cancelled.")
        return _("This conference is over.") if self.conference.is_over(self.today) else ""

    @property
    def days(self):
        conference = self.conference
        if conference.is_date_open or conference.starts_on is None:
            return _("Date open")
        return long_span(conference.starts_on, conference.ends_on)

    @property
    def times(self):
        conference = self.conference
        return "" if conference.is_date_open else clock(conference.start_time, conference.end_time)

    @property
    def place(self):
        conference = self.conference
        if conference.is_virtual:
            return _("Online")
        is_hybrid = conference.format == conference.Format.HYBRID
        return _("%(place)s, or online") % {"place": self.town} if is_hybrid else self.town

    @property
    def town(self):
        conference = self.conference
        return conference.city or conference.get_land_display() or _("On site")

    @property
    def address_lines(self):
        conference = self.conference
        if conference.is_virtual:
            return ""
        town = " ".join(filter(None, [conference.postal_code, conference.city]))
        lines = [conference.venue, conference.street, town if conference.postal_code else ""]
        return ", ".join(filter(None, lines))

    @property
    def travel(self):
        """Return what the format tells of travel; who pays for it is nowhere stated."""
        if self.conference.is_virtual:
            return _("No travel: the conference is online.")
        if self.conference.format == self.conference.Format.HYBRID:
            return _("The cost of travel comes on top; online without travel.")
        return _("The cost of travel comes on top.")

    @property
    def deadline(self):
        deadline = self.conference.registration_deadline
        return long_day(deadline) if deadline else ""

    @property
    def programme(self):
        """Return [(day and time, title)] of the items; the time may be unknown."""
        is_long = self.conference.length_in_days > 1
        return [
            (self.time_of(item, is_long=is_long), item.title)
            for item in self.conference.programme.all()
        ]

    def time_of(self, item, *, is_long):
        day = _("Day %s") % item.day if is_long else ""
        return ", ".join(filter(None, [day, clock(item.starts, item.ends)]))

    @property
    def uses(self):
        """Return [(theme, explanation)]: what the conference is useful for."""
        return [(theme.name, theme.explanation) for theme in self.conference.themes.all()]

    @property
    def text(self):
        """Return the brief as plain text for a mail or an application for a business trip."""
        lines = [self.conference.title, "", self.conference.teaser, ""]
        lines += [
            f"{capfirst(label)}: {', '.join(filter(None, [value, addition]))}"
            for label, value, addition in self.rows
        ]
        if self.programme:
            lines += ["", capfirst(_("programme"))]
            lines += [": ".join(filter(None, pair)) for pair in self.programme]
        if self.uses:
            lines += ["", _("What it is useful for")]
            lines += [f"{theme}: {explanation}".rstrip(": ") for theme, explanation in self.uses]
        if self.conference.public_link:
            lines += ["", f"{_('Registration or stream')}: {self.conference.public_link}"]
        lines += ["", f"{_('All details and changes')}: {self.address}"]
        return "\n".join(lines)

    @property
    def qr_code(self):
        """Return the QR code of the address (ISO/IEC 18004) as SVG."""
        return qr_code(self.address)
