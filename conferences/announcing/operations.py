"""What editors do to an announced conference: which operations there are, for whom, and when.

What each one changes is written in `conferences.models.life`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferences.models import Conference
from smartcity.content.history.states import fingerprint_of, state_of
from smartcity.content.transaction import content_change
from smartcity.content.workflow import STEPS, take
from smartcity.publishing.roles import may

from .operation_forms import (
    MoveForm,
    OnlineForm,
    OperationForm,
    OptionalReasonForm,
    ReasonForm,
    WithdrawForm,
)

PLANNED, CONFIRMED, OPEN, CANCELLED = Conference.Status


class ChangedMeanwhile(ValidationError):
    """What was confirmed is not what would happen."""


@dataclass(frozen=True)
class Operation:
    name: str
    # What the button says, and what the note says afterwards.
    label: str
    done: str
    # The permission that it needs, as a verb of `smartcity.publishing.roles`.
    verb: str
    form: type
    # Called with the conference, `by`, `now` and what the form asked for.
    carry_out: Callable
    fits: Callable


def by_method(method):
    """An operation of `Life`, which does not ask who it is."""

    def carry_out(conference, *, by, **asked):
        method(conference, **asked)

    return carry_out


def withdraw(conference, *, by, now, reason, note=""):
    """The step of publication, which also notes who took it."""
    take(STEPS["withdraw"], conference, by=by, now=now, comment=reason, note=note)


def is_unconfirmed(conference):
    """Moved as a confirmed one it keeps its status, and its new date waits to be confirmed."""
    is_without_day = conference.status == CONFIRMED and conference.confirmed_on is None
    return conference.status == PLANNED or is_without_day


OPERATIONS = {
    operation.name: operation
    for operation in [
        Operation(
            name="confirm",
            label=gettext_lazy("Confirm the date"),
            done=gettext_lazy("Date confirmed"),
            verb="edit_every",
            form=OperationForm,
            carry_out=by_method(Conference.confirm),
            fits=lambda it: it.starts_on is not None and is_unconfirmed(it),
        ),
        Operation(
            name="move",
            label=gettext_lazy("Move to another date"),
            done=gettext_lazy("Moved"),
            verb="edit_every",
            form=MoveForm,
            carry_out=by_method(Conference.move),
            fits=lambda it: True,
        ),
        Operation(
            name="leave_open",
            label=gettext_lazy("Leave the date open"),
            done=gettext_lazy("Date left open"),
            verb="edit_every",
            form=ReasonForm,
            carry_out=by_method(Conference.leave_date_open),
            fits=lambda it: it.status != OPEN,
        ),
        Operation(
            name="online",
            label=gettext_lazy("Hold it online"),
            done=gettext_lazy("Moved online"),
            verb="edit_every",
            form=OnlineForm,
            carry_out=by_method(Conference.go_online),
            fits=lambda it: not (it.is_cancelled or it.is_virtual),
        ),
        Operation(
            name="cancel",
            label=gettext_lazy("Call off"),
            done=gettext_lazy("Called off"),
            verb="cancel",
            form=ReasonForm,
            carry_out=by_method(Conference.cancel),
            fits=lambda it: it.status != CANCELLED,
        ),
        Operation(
            name="resume",
            label=gettext_lazy("Resume"),
            done=gettext_lazy("Resumed"),
            verb="edit_every",
            form=OptionalReasonForm,
            carry_out=by_method(Conference.resume),
            fits=lambda it: it.status in (OPEN, CANCELLED) and it.starts_on is not None,
        ),
        Operation(
            name="withdraw",
            label=gettext_lazy("Withdraw"),
            done=gettext_lazy("Withdrawn"),
            verb="withdraw",
            form=WithdrawForm,
            carry_out=withdraw,
            fits=lambda it: True,
        ),
    ]
}


def may_operate(user, operation, conference):
    """Who may not cancel may neither take that back, in whatever way."""
    verbs = [operation.verb, "cancel"] if conference.is_cancelled else [operation.verb]
    return all(may(user, verb, Conference) for verb in verbs)


def is_possible(operation, conference, now):
    """Before it is public, one edits its form, and nobody has to be told."""
    return conference.is_published(now) and operation.fits(conference)


def operations_for(user, conference, now):
    return [
        it
        for it in OPERATIONS.values()
        if is_possible(it, conference, now) and may_operate(user, it, conference)
    ]


def revision_of(conference):
    """Return the fingerprint of all that is stored of it, its programme and themes included."""
    return fingerprint_of(state_of(conference))


def operate(operation, conference, asked, *, by, now, revision):
    """Carry out the operation in a content change.

    Raises ValidationError if it is impossible, or if the conference is not as it was at *revision*.
    """
    with content_change(now, by=by) as change:
        # Another editor may have been quicker; from here on, all others wait.
        conference.refresh_from_db()
        if revision_of(conference) != revision:
            raise ChangedMeanwhile(_("It was changed meanwhile. Look at the effect once more."))
        if not is_possible(operation, conference, now):
            raise ValidationError(_("This is not possible as it stands now."))
        reason = asked.get("reason")
        change.explain(conference, f"{operation.done}: {reason}" if reason else str(operation.done))
        operation.carry_out(conference, by=by, now=now, **asked)
