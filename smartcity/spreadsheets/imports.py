"""Import a table: a trial in slices that are rolled back, then all rows in one transaction."""

from contextlib import suppress
from time import monotonic, sleep

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from smartcity.content.transaction import content_change

from .outcomes import Outcome

# Rows that are tried while the lock is held: one or two seconds.
SLICE = 50
# Of a request, in seconds; the next one goes on.
LONGEST_LOOK = 20
# Seconds in which an import must be written; others who save meanwhile wait, and may be told to
# try again. The page says so before.
LONGEST_HOLD = 90
# In seconds. SQLite has no queue: who waits asks again every tenth of a second.
PAUSE = 0.12


class NothingKept(Exception):
    pass


class TookTooLong(Exception):
    """Raised when an import has made others wait for too long; it is rolled back."""


def look_at(resource_class, sheet, outcome, *, user, now):
    """Try rows of the sheet from where *outcome* stands, and add what they would do to it.

    Slices are taken back one by one, by NothingKept, with the lock free between them. It stops
    early, with `outcome.is_open`, when a request has lasted long enough: call it again with the
    same outcome.
    """
    resource = resource_class(user=user, outcome=outcome)
    end = monotonic() + LONGEST_LOOK
    while outcome.is_open:
        with suppress(NothingKept), content_change(now, by=user) as change:
            take_slice(resource, sheet, change)
            raise NothingKept
        if monotonic() > end:
            break
        if outcome.is_open:
            sleep(PAUSE)


def keep(resource_class, sheet, fingerprint, *, user, now):
    """Import the whole sheet if the outcome has *fingerprint*; return the outcome.

    Else everything is taken back, by NothingKept, and `outcome.is_kept` is false. Raise
    TookTooLong if it cannot be written while others wait.
    """
    outcome = Outcome.of(sheet)
    resource = resource_class(user=user, outcome=outcome)
    with suppress(NothingKept), transaction.atomic():
        with content_change(now, by=user) as change:
            end = monotonic() + LONGEST_HOLD
            while outcome.is_open:
                take_slice(resource, sheet, change)
                change.flush()
                refuse_after(end)
            if outcome.faults or outcome.fingerprint != fingerprint:
                raise NothingKept
            log(resource.subjects, user)
        refuse_after(end)
        outcome.is_kept = True
    return outcome


def take_slice(resource, sheet, change):
    resource.change = change
    begin = resource.outcome.looked_at
    resource.take(sheet.head, sheet.rows[begin : begin + SLICE])


def refuse_after(end):
    """Raise TookTooLong after the moment *end* of the monotonic clock."""
    if monotonic() > end:
        raise TookTooLong


def origin():
    return _("Imported from a table.")


def log(subjects, user):
    for flag, is_new in [(ADDITION, True), (CHANGE, False)]:
        about = [subject for subject, is_added in subjects if is_added is is_new]
        LogEntry.objects.log_actions(user.pk, about, flag, change_message=origin())
