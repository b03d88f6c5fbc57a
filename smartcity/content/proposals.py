"""Proposed changes to something public: they wait for a decision, field by field.

Hosts make them by saving a form; whatever else brings values from outside calls `propose` too.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import transaction
from django.utils.translation import gettext as _

from smartcity.publishing.addresses import merge_target
from smartcity.publishing.publication import NEVER_PUBLIC, Publishable
from smartcity.publishing.records import proposal_reason
from smartcity.publishing.relations import related_manager, related_rows
from smartcity.publishing.roles import may

from .models import Proposal
from .transaction import content_change
from .values import in_words, label_of, set_parts, set_plain_value, value_of

# Beyond, comparing word by word takes longer than a reader waits.
MOST_WORDS = 20_000
OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"


def must_propose(user, obj):
    """Whether what the user saves only becomes a proposal: it is (or soon was) before readers."""
    is_for_readers = isinstance(obj, Publishable) and obj.publication not in NEVER_PUBLIC
    return is_for_readers and not may(user, "edit_every", obj)


def propose(target, values, *, now, author=None, source=""):
    """Note what differs from *target*, as {name: value of `smartcity.content.values`}.

    Returns the proposal, or None if nothing differs. There is one open proposal for each author
    or source: what they propose later is added to it, or replaces it.
    """
    changes = [change_of(target, name, value) for name, value in values.items()]
    differing = {change["field"]: change for change in changes if change["old"] != change["new"]}
    if not differing:
        return None
    own = target.proposals.open().by(author, source)
    proposal = own.first() or Proposal(target=target, author=author, source=source)
    known = {change["field"]: change for change in proposal.changes or []}
    proposal.changes = list((known | differing).values())
    proposal.made_at = now
    proposal.save()
    return proposal


def change_of(target, name, value):
    return {"field": name, "old": value_of(target, name), "new": value, "state": OPEN}


def decide(proposal, verdicts, *, by, now, answer=""):
    """Take over or refuse fields, as {field: verdict}, in a content change.

    Raises ValidationError, and changes nothing, if the object cannot be like that.
    """
    with content_change(now, by=by) as change, transaction.atomic():
        # Another editor may have been quicker; from here on, all others wait.
        proposal.refresh_from_db()
        decided = [
            change
            for change in proposal.changes
            if change["state"] == OPEN and change["field"] in verdicts
        ]
        accepted = {
            change["field"]: change["new"]
            for change in decided
            if verdicts[change["field"]] == ACCEPTED
        }
        if accepted:
            change.explain(proposal.target, proposal_reason(proposal.proposer))
            write_values(proposal.target, accepted, change)
        for change_of_field in decided:
            change_of_field["state"] = verdicts[change_of_field["field"]]
        proposal.is_open = any(change["state"] == OPEN for change in proposal.changes)
        proposal.decided_by, proposal.decided_at, proposal.answer = by, now, answer
        proposal.save()


def write_values(obj, values, change):
    """Write {name: value} as if an editor had saved the form: checked as a whole."""
    fields = {name: obj._meta.get_field(name) for name in values}
    with change.writing(obj):
        for name, field in fields.items():
            if not (field.many_to_many or field.one_to_many):
                set_plain_value(obj, name, values[name])
        obj.full_clean()
        obj.save()
        for name, field in fields.items():
            if field.many_to_many:
                related_manager(obj, name).set(still_there(field.related_model, values[name]))
            elif field.one_to_many:
                set_parts(obj, name, values[name])
        check_parts(obj)


def still_there(model, keys):
    """Without what was deleted since; what was merged into another counts as that."""
    objects = model._base_manager.filter(pk__in=keys)
    return [merge_target(obj) for obj in objects]


def check_parts(obj):
    """Those that were not proposed must fit the object as it is now, too."""
    for relation in obj._meta.related_objects:
        # What nobody may edit is no part, but kept by the machine.
        if relation.one_to_many and relation.related_model._meta.default_permissions:
            for part in related_rows(obj, relation.get_accessor_name()):
                part.full_clean()


def described(proposal):
    """What an editor reads of it: a `FieldProposal` for each field."""
    target = proposal.target
    return [FieldProposal.of(target, change) for change in proposal.changes] if target else []


@dataclass(frozen=True)
class FieldProposal:
    field: str
    label: str
    state: str
    # Pieces of text as (is different, text).
    old: list
    new: list
    # What is there now, if that is neither what was there nor what is proposed.
    current: str | None

    @classmethod
    def of(cls, target, change):
        name, model = change["field"], type(target)
        old, new = (in_words(model, name, change[key]) for key in ("old", "new"))
        current = value_of(target, name)
        is_stale = change["state"] == OPEN and current not in (change["old"], change["new"])
        return cls(
            field=name,
            label=label_of(model, name),
            state=change["state"],
            old=pieces(old, new),
            new=pieces(new, old),
            current=in_words(model, name, current) if is_stale else None,
        )

    @property
    def is_open(self):
        return self.state == OPEN

    @property
    def state_in_words(self):
        return {OPEN: _("open"), ACCEPTED: _("taken over"), REFUSED: _("refused")}[self.state]


def pieces(text, other):
    """*text* in pieces, as (whether *other* lacks it, piece), word by word."""
    words, others = (re.findall(r"\S+\s*", words) for words in (text, other))
    if len(words) + len(others) > MOST_WORDS:
        return [(text != other, text)]
    steps = SequenceMatcher(None, others, words).get_opcodes()
    candidates = [
        (kind != "equal", "".join(words[begin:end])) for kind, _a, _b, begin, end in steps
    ]
    return [piece for piece in candidates if piece[1]]
