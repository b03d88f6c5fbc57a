"""What an import did, or would do; either way it runs, and is taken back unless all is right."""

import hashlib
from dataclasses import dataclass, field

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.utils.translation import gettext as _

from smartcity.content import content_change
from smartcity.proposals import pieces


@dataclass(frozen=True)
class Difference:
    label: str
    old: str
    new: str

    @property
    def old_pieces(self):
        return pieces(self.old, self.new)

    @property
    def new_pieces(self):
        return pieces(self.new, self.old)


@dataclass(frozen=True)
class OutcomeRow:
    number: int
    name: str
    is_new: bool
    differences: list
    # What the log of the admin is told about.
    subject: object


@dataclass
class Outcome:
    """What an import did, or would do."""

    faults: list = field(default_factory=list)
    # Without those that change nothing.
    rows: list = field(default_factory=list)
    unchanged: int = 0
    # More was wrong than anybody reads: the rest was not looked at.
    is_cut_off: bool = False
    is_kept: bool = False

    @property
    def fingerprint(self):
        told = [
            (it.number, it.is_new, [(d.label, d.old, d.new) for d in it.differences])
            for it in self.rows
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @property
    def told(self):
        new = sum(it.is_new for it in self.rows)
        counts = {"new": new, "changed": len(self.rows) - new, "unchanged": self.unchanged}
        return _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % counts


class NothingKept(Exception):
    pass


def imported(resource_class, sheet, *, user, now, shown=None):
    """Import the sheet if all of it is right and the outcome is what was *shown*.

    Else everything is taken back, and the outcome says what would be different.
    """
    try:
        with content_change(now, by=user) as change:
            outcome = resource_class(user=user, change=change).outcome_of(sheet)
            if outcome.faults or outcome.fingerprint != shown:
                raise NothingKept
            outcome.is_kept = True
            log(outcome, user)
    except NothingKept:
        pass
    return outcome


def origin():
    return _("Imported from a table.")


def log(outcome, user):
    for flag, is_new in [(ADDITION, True), (CHANGE, False)]:
        subjects = [it.subject for it in outcome.rows if it.is_new is is_new]
        LogEntry.objects.log_actions(user.pk, subjects, flag, change_message=origin())
