"""What editors have to do with conferences before and after their date."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.publishing.tasks import WAITING_FOR_REVIEW, Task
from smartcity.text.dates import long_span


def span(conference):
    return long_span(conference.starts_on, conference.ends_on)


def what_is_missing(conference):
    """“22. März 2022: Programm, Link”"""
    missing = [
        (not conference.has_programme, _("programme")),
        (not conference.public_link, _("public link")),
    ]
    words = ", ".join(word for is_so, word in missing if is_so)
    return f"{span(conference)}: {words}" if conference.starts_on else words


TASKS = [
    WAITING_FOR_REVIEW,
    Task(
        name="unbestaetigt",
        label=gettext_lazy("in the next 21 days, date not confirmed"),
        rows=lambda rows, now, today: rows.not_withdrawn().unconfirmed_soon(today),
        note=span,
    ),
    Task(
        name="unvollstaendig",
        label=gettext_lazy("upcoming without programme or link"),
        rows=lambda rows, now, today: rows.published(now).incomplete(today),
        note=what_is_missing,
    ),
    Task(
        name="ohne-dokumentation",
        label=gettext_lazy("past without documentation"),
        rows=lambda rows, now, today: rows.published(now).without_documentation(today),
        note=span,
    ),
    Task(
        name="bald-aus-kalendern",
        label=gettext_lazy("cancelled or withdrawn, leave the calendars within 7 days"),
        rows=lambda rows, now, today: rows.leaving_calendars(now),
        note=span,
    ),
]
