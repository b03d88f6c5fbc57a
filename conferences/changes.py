"""What a reader of the earlier announcement must be told: two states of a conference in words."""

from operator import attrgetter

from django.utils.translation import gettext as _

from smartcity.content.values import label_of
from smartcity.text.dates import end_clock, hour_and_minute, long_span, short_day
from smartcity.text.languages import in_german

PLACE = ["venue", "street", "postal_code", "city"]
TIMES = ["start_time", "end_time"]


@in_german()
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
    values_of = attrgetter(*names)
    return values_of(before) != values_of(after)


def withdrawal(before, after):
    if after.is_withdrawn == before.is_withdrawn:
        return ""
    return _("Conference withdrawn.") if after.is_withdrawn else _("Conference announced again.")


def status(before, after):
    if not differ(before, after, "status"):
        is_confirmed = after.status == after.Status.CONFIRMED and after.confirmed_on
        # Moved as a confirmed one, its new date may be confirmed, too.
        return _("Date confirmed.") if is_confirmed and before.confirmed_on is None else ""
    if before.is_cancelled and not after.is_date_open:
        return _("The conference takes place after all.")
    words = {
        after.Status.CANCELLED: _("Conference cancelled."),
        after.Status.OPEN: date_opened(before),
        after.Status.CONFIRMED: _("Date confirmed."),
        after.Status.PLANNED: date_planned(before, after),
    }
    return words[after.status]


def date_opened(before):
    if before.starts_on is None:
        return _("Date open.")
    return _("Date open, before: %s.") % long_span(before.starts_on, before.ends_on)


def date_planned(before, after):
    """From an open date that a new one follows, `days` tells."""
    if not before.is_date_open:
        return _("Date not confirmed any more.")
    if after.starts_on is None or differ(before, after, "starts_on", "ends_on"):
        return ""
    return _("The date stays: %s.") % long_span(after.starts_on, after.ends_on)


def days(before, after):
    """Nothing while the date is open: the one on record does not count."""
    is_unknown = after.starts_on is None or after.is_date_open
    if is_unknown or not differ(before, after, "starts_on", "ends_on"):
        return ""
    new = long_span(after.starts_on, after.ends_on)
    if before.starts_on is None:
        return _("New date: %s.") % new
    old = long_span(before.starts_on, before.ends_on)
    return _("New date: %(new)s, before: %(old)s.") % {"new": new, "old": old}


def begin(before, after):
    if not differ(before, after, "start_time"):
        return ""
    return instead(
        label_of(type(after), "start_time"), before.start_time, after.start_time, hour_and_minute
    )


def end(before, after):
    if not differ(before, after, "end_time"):
        return ""
    return instead(label_of(type(after), "end_time"), before.end_time, after.end_time, end_clock)


def instead(name, old, new, words):
    """“Beginn 10:00 statt 9:30 Uhr.”"""
    if new is None:
        return _("%s not known yet.") % name
    if old is None:
        return _("%(name)s: %(new)s.") % {"name": name, "new": words(new)}
    times = {"name": name, "new": words(new), "old": words(old)}
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
    if old == new:
        return ""
    if old and new:
        return _("New venue: %(new)s, before: %(old)s.") % {"new": new, "old": old}
    if new:
        return _("Venue: %s.") % new
    return "" if after.is_virtual else _("Venue not known yet.")


def deadline(before, after):
    old, new = before.registration_deadline, after.registration_deadline
    if new == old:
        return ""
    if new is None:
        return _("Registration until %s does not apply any more.") % short_day(old)
    if old is None:
        return _("Registration until %s.") % short_day(new)
    days = {"new": short_day(new), "old": short_day(old)}
    return _("Registration until %(new)s instead of %(old)s.") % days


def link(before, after):
    if after.public_link and differ(before, after, "public_link"):
        return _("New link to registration or stream.")
    return ""
