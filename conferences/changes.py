"""What a reader of the earlier announcement must be told: two states of a conference in words."""

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from smartcity.dates import long_span, short_day

PLACE = ["venue", "street", "postal_code", "city"]
TIMES = ["start_time", "end_time"]


def changes_between(before, after):
    """Sentences for what is different, the gravest first; none if nothing public is."""
    sentences = [
        withdrawal(before, after),
        status(before, after),
        days(before, after),
        begin(before, after),
        end(before, after),
        form(before, after),
        place(before, after),
        deadline(before, after),
        link(before, after),
    ]
    return [sentence for sentence in sentences if sentence]


def differ(before, after, *names):
    return any(getattr(before, name) != getattr(after, name) for name in names)


def withdrawal(before, after):
    if after.is_withdrawn and not before.is_withdrawn:
        return _("Conference withdrawn.")
    return ""


def status(before, after):
    if not differ(before, after, "status"):
        return ""
    if before.is_cancelled and not after.is_cancelled and not after.is_date_open:
        return _("The conference takes place after all.")
    words = {
        after.Status.CANCELLED: _("Conference cancelled."),
        after.Status.OPEN: date_opened(before),
        after.Status.CONFIRMED: _("Date confirmed."),
    }
    return words.get(after.status, "")


def date_opened(before):
    if before.starts_on is None:
        return _("Date open.")
    return _("Date open, before: %s.") % long_span(before.starts_on, before.ends_on)


def days(before, after):
    if after.starts_on is None or not differ(before, after, "starts_on", "ends_on"):
        return ""
    new = long_span(after.starts_on, after.ends_on)
    if before.starts_on is None:
        return _("New date: %s.") % new
    old = long_span(before.starts_on, before.ends_on)
    return _("New date: %(new)s, before: %(old)s.") % {"new": new, "old": old}


def begin(before, after):
    if not differ(before, after, "start_time"):
        return ""
    return instead(_("Begin"), before.start_time, after.start_time)


def end(before, after):
    if not differ(before, after, "end_time"):
        return ""
    return instead(_("End"), before.end_time, after.end_time)


def instead(name, old, new):
    """“Beginn 10:00 statt 9:30 Uhr.”"""
    if new is None:
        return _("%s not known yet.") % name
    if old is None:
        return _("%(name)s: %(new)s.") % {"name": name, "new": time_format(new, "G:i")}
    times = {"name": name, "new": time_format(new, "G:i"), "old": time_format(old, "G:i")}
    return _("%(name)s %(new)s instead of %(old)s.") % times


def form(before, after):
    if not differ(before, after, "format"):
        return ""
    forms = {"new": after.get_format_display(), "old": before.get_format_display()}
    return _("Format: %(new)s instead of %(old)s.") % forms


def place(before, after):
    if not differ(before, after, *PLACE):
        return ""
    old, new = before.address, after.address
    if old and new:
        return _("New venue: %(new)s, before: %(old)s.") % {"new": new, "old": old}
    return _("Venue: %s.") % new if new else ""


def deadline(before, after):
    day = after.registration_deadline
    if day is None or not differ(before, after, "registration_deadline"):
        return ""
    if before.registration_deadline is None:
        return _("Registration until %s.") % short_day(day)
    days = {"new": short_day(day), "old": short_day(before.registration_deadline)}
    return _("Registration until %(new)s instead of %(old)s.") % days


def link(before, after):
    if after.public_link and differ(before, after, "public_link"):
        return _("New link to registration or stream.")
    return ""
