"""The operations on an announced conference, who may carry them out, and in which states.

The methods of `conferences.models.lifecycle` implement most of them.
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
    """The conference was changed after the effect was shown."""


@dataclass(frozen=True)
class Operation:
    name: str
    # The label of the button.
    label: str
    # The message after the operation.
    done: str
    # The permission that the operation requires, as a verb of `smartcity.publishing.roles`.
    verb: str
    form: type
    # Called with the conference, `by`, `now` and the cleaned data of the form.
    carry_out: Callable
    # Called with a published conference; returns whether its state permits the operation.
    fits: Callable


def without_editor(method):
    """Return a function that calls a method of `Lifecycle` without `by`, which it lacks."""

    def carry_out(conference, *, by, **arguments):
        method(conference, **arguments)

    return carry_out


def withdraw(conference, *, by, now, reason, note=""):
    """Take the workflow step that withdraws the conference."""
    take(STEPS["withdraw"], conference, by=by, now=now, comment=reason, note=note)


def can_be_confirmed(conference):
    """Return whether the date is planned, or was moved after it had been confirmed."""
    # Moving a confirmed conference keeps the status and clears the day of confirmation.
    is_moved = conference.status == CONFIRMED and conference.confirmed_on is None
    return conference.starts_on is not None and (conference.status == PLANNED or is_moved)


def can_be_resumed(conference):
    """Return whether the conference is cancelled, or its date open, with a date on record."""
    return conference.starts_on is not None and conference.status in (OPEN, CANCELLED)


OPERATIONS = {
    operation.name: operation
    for operation in [
        Operation(
            name="confirm",
            label=gettext_lazy("Confirm the date"),
            done=gettext_lazy("Date confirmed"),
            verb="edit_every",
            form=OperationForm,
            carry_out=without_editor(Conference.confirm),
            fits=can_be_confirmed,
        ),
        Operation(
            name="move",
            label=gettext_lazy("Move to another date"),
            done=gettext_lazy("Moved"),
            verb="edit_every",
            form=MoveForm,
            carry_out=without_editor(Conference.move),
            fits=lambda conference: True,
        ),
        Operation(
            name="leave_open",
            label=gettext_lazy("Leave the date open"),
            done=gettext_lazy("Date left open"),
            verb="edit_every",
            form=ReasonForm,
            carry_out=without_editor(Conference.leave_date_open),
            fits=lambda conference: conference.status != OPEN,
        ),
        Operation(
            name="online",
            label=gettext_lazy("Hold it online"),
            done=gettext_lazy("Moved online"),
            verb="edit_every",
            form=OnlineForm,
            carry_out=without_editor(Conference.go_online),
            fits=lambda conference: not (conference.is_cancelled or conference.is_virtual),
        ),
        Operation(
            name="cancel",
            label=gettext_lazy("Call off"),
            done=gettext_lazy("Called off"),
            verb="cancel",
            form=ReasonForm,
            carry_out=without_editor(Conference.cancel),
            fits=lambda conference: conference.status != CANCELLED,
        ),
        Operation(
            name="resume",
            label=gettext_lazy("Resume"),
            done=gettext_lazy("Resumed"),
            verb="edit_every",
            form=OptionalReasonForm,
            carry_out=without_editor(Conference.resume),
            fits=can_be_resumed,
        ),
        Operation(
            name="withdraw",
            label=gettext_lazy("Withdraw"),
            done=gettext_lazy("Withdrawn"),
            verb="withdraw",
            form=WithdrawForm,
            carry_out=withdraw,
            fits=lambda conference: True,
        ),
    ]
}


def may_operate(user, operation, conference):
    """Return whether the user may carry out the operation.

    On a cancelled conference every operation also requires the permission to cancel, because it
    may take the cancellation back.
    """
    verbs = [operation.verb, "cancel"] if conference.is_cancelled else [operation.verb]
    return all(may(user, verb, Conference) for verb in verbs)


def is_possible(operation, conference, now):
    """Return whether the state of the conference permits the operation.

    Before publication editors change the form instead, since there is nobody to notify.
    """
    return conference.is_published(now) and operation.fits(conference)


def operations_for(user, conference, now):
    """Return the operations that are possible and permitted."""
    return [
        operation
        for operation in OPERATIONS.values()
        if is_possible(operation, conference, now) and may_operate(user, operation, conference)
    ]


def stored_fingerprint(conference):
    """Return the fingerprint of everything stored, including the programme and the themes."""
    return fingerprint_of(state_of(conference))


def operate(operation, conference, arguments, *, by, now, fingerprint):
    """Carry out the operation in a content transaction.

    Raise ChangedMeanwhile if the stored conference does not have *fingerprint*. Raise
    ValidationError if the operation is impossible.
    """
    with content_change(now, by=by) as change:
        # The content transaction holds a lock: from here on no other editor can write.
        conference.refresh_from_db()
        if stored_fingerprint(conference) != fingerprint:
            raise ChangedMeanwhile(_("It was changed meanwhile. Look at the effect once more."))
        if not is_possible(operation, conference, now):
            raise ValidationError(_("This is not possible as it stands now."))
        reason = arguments.get("reason")
        change.explain(conference, f"{operation.done}: {reason}" if reason else str(operation.done))
        operation.carry_out(conference, by=by, now=now, **arguments)
