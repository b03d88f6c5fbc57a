"""The steps from draft to public and back: who may take them, and who took them."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.publishing.publication import SCHEDULED, Publication
from smartcity.publishing.roles import may
from smartcity.text.dates import moment_in_words

from .transaction import content_change
from .values import sentences_of

DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = Publication
STATES = [
    (DRAFT, DRAFT.label),
    (IN_REVIEW, gettext_lazy("Waiting for review")),
    (SCHEDULED, gettext_lazy("Publication scheduled")),
    (PUBLISHED, PUBLISHED.label),
    (WITHDRAWN, WITHDRAWN.label),
]


def submit(obj, moment):
    obj.publication = IN_REVIEW


def return_to_draft(obj, moment):
    obj.publication = DRAFT
    obj.published_at = obj.withdrawn_at = None


def publish(obj, moment):
    obj.published_at = None
    obj.publish(moment)


def publish_again(obj, moment):
    """Publish again: since the first publication, or from *moment* on if there was none."""
    if not obj.has_been_public(moment):
        obj.published_at = None
    obj.publish(moment)


@dataclass(frozen=True)
class Step:
    """A step of publication that an editor can take with an object."""

    name: str
    # The text of the button, and the text of the record afterwards.
    label: str
    done: str
    sources: tuple
    # The required permission, as a verb of `smartcity.publishing.roles`.
    verb: str
    # Called with the object and the moment; sets the publication without saving.
    write: Callable
    comment_help: str = ""
    asks_moment: bool = False
    # Whether readers see the comment, if the object has a log of changes.
    shows_comment: bool = False


STEPS = {
    step.name: step
    for step in [
        Step(
            name="submit",
            label=gettext_lazy("Submit for review"),
            done=gettext_lazy("Submitted for review"),
            sources=(DRAFT,),
            verb="submit",
            write=submit,
            comment_help=gettext_lazy("For whoever reviews it: what is new, what is still open."),
        ),
        Step(
            name="return",
            label=gettext_lazy("Return to draft"),
            done=gettext_lazy("Returned to draft"),
            sources=(IN_REVIEW,),
            verb="submit",
            write=return_to_draft,
            comment_help=gettext_lazy("For whoever writes it: what is still to be done."),
        ),
        Step(
            name="publish",
            label=gettext_lazy("Publish now"),
            done=gettext_lazy("Published"),
            sources=(DRAFT, IN_REVIEW, SCHEDULED),
            verb="publish",
            write=publish,
        ),
        Step(
            name="schedule",
            label=gettext_lazy("Publish later"),
            done=gettext_lazy("Publication scheduled"),
            sources=(DRAFT, IN_REVIEW, SCHEDULED),
            verb="publish",
            write=publish,
            asks_moment=True,
        ),
        Step(
            name="call_back",
            label=gettext_lazy("Call back to draft"),
            done=gettext_lazy("Called back to draft"),
            sources=(SCHEDULED,),
            verb="publish",
            write=return_to_draft,
        ),
        Step(
            name="withdraw",
            label=gettext_lazy("Withdraw"),
            done=gettext_lazy("Withdrawn"),
            sources=(PUBLISHED,),
            verb="withdraw",
            write=lambda obj, moment: obj.withdraw(moment),
            comment_help=gettext_lazy("The reason. That of a conference is told to readers."),
            shows_comment=True,
        ),
        Step(
            name="republish",
            label=gettext_lazy("Publish again"),
            done=gettext_lazy("Published again"),
            sources=(WITHDRAWN,),
            verb="publish",
            write=publish_again,
        ),
    ]
}


def steps_for(user, obj, now):
    """Return the steps that *user* may take with *obj* in its present state."""
    state = obj.state(now)
    return [step for step in STEPS.values() if state in step.sources and may(user, step.verb, obj)]


def take(step, obj, *, by, now, comment="", note="", moment=None):
    """Take the step in a content change and record it; raise ValidationError if impossible.

    Readers may see *comment*, see `Step.shows_comment`; *note* is for editors alone.
    """
    with content_change(now, by=by) as change, transaction.atomic():
        # Another editor may have changed it meanwhile; from here on, all others wait.
        obj.refresh_from_db()
        if reasons := problems_with_step(step, obj, user=by, now=now, moment=moment):
            raise ValidationError(reasons)
        change.explain(obj, f"{step.done}: {comment}" if comment else str(step.done))
        with change.writing(obj, reason=comment if step.shows_comment else ""):
            step.write(obj, moment or now)
            obj.save()
        obj.steps.create(name=step.name, taken_by=by, taken_at=now, comment=comment, note=note)


def problems_with_step(step, obj, *, user, now, moment=None):
    """Return sentences why the step cannot be taken; none if it can."""
    if not may(user, step.verb, obj):
        return [_("Your role does not include this step.")]
    if obj.state(now) not in step.sources:
        return [_("Not possible: %s.") % public_state(obj, now)]
    if moment is not None and moment <= now:
        return [_("Choose a moment in the future.")]
    if step.write in (publish, publish_again):
        return publication_errors(step, obj, moment or now)
    return []


def publication_errors(step, obj, moment):
    """Return the validation errors of *obj* as it would be after the step."""
    changed = copy(obj)
    step.write(changed, moment)
    try:
        changed.full_clean()
    except ValidationError as error:
        return sentences_of(error, type(obj))
    return []


def public_state(obj, now):
    """Return a phrase like “Veröffentlichung geplant für 12. März 2022, 9:30 Uhr”."""
    words = {
        DRAFT: _("Draft"),
        IN_REVIEW: _("Waiting for review"),
        SCHEDULED: _("Publication scheduled for %s"),
        PUBLISHED: _("Published since %s"),
        WITHDRAWN: _("Withdrawn on %s"),
    }[obj.state(now)]
    moment = obj.withdrawn_at or obj.published_at
    return words % moment_in_words(moment) if moment else words


def step_in_words(taken):
    """Return a phrase like “Zur Prüfung eingereicht, Ada Byron, 12. März 2022, 9:30 Uhr”."""
    step, when = STEPS.get(taken.name), moment_in_words(taken.taken_at)
    done = step.done if step else taken.name
    return f"{done}, {taken.taken_by or '–'}, {when}"
