"""Proposed changes to public objects, which editors accept or refuse field by field.

Hosts propose by saving a form; other sources of values call `propose`, too.
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

# Longer texts are not compared word by word: that takes longer than a reader waits.
MAX_WORDS = 20_000
OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"


def must_propose(user, obj):
    """Return whether saving *obj* only makes a proposal: it is public, and *user* no editor."""
    is_for_readers = isinstance(obj, Publishable) and obj.publication not in NEVER_PUBLIC
    return is_for_readers and not may(user, "edit_every", obj)


def propose(target, values, *, now, author=None, source=""):
    """Store a proposal of *values* that differ from *target*; return it, or None if none differ.

    *values* is {name: value of `smartcity.content.values`}. There is one open proposal for each
    author or source: later values are added to it, or replace earlier ones.
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
    """Return the change of one field as `Proposal.changes` stores it."""
    return {"field": name, "old": value_of(target, name), "new": value, "state": OPEN}


def decide(proposal, verdicts, *, by, now, answer=""):
    """Accept or refuse fields, as {field: verdict}, in a content change.

    Raise ValidationError, and change nothing, if the result is invalid.
    """
    with content_change(now, by=by) as change, transaction.atomic():
        # Another editor may have decided meanwhile; from here on, all others wait.
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
    """Write {name: value} to *obj* and its parts; raise ValidationError if that is invalid."""
    fields = {name: obj._meta.get_field(name) for name in values}
    with change.writing(obj):
        for name, field in fields.items():
            if not (field.many_to_many or field.one_to_many):
                set_plain_value(obj, name, values[name])
        obj.full_clean()
        obj.save()
        for name, field in fields.items():
            if field.many_to_many:
                related_manager(obj, name).set(existing_objects(field.related_model, values[name]))
            elif field.one_to_many:
                set_parts(obj, name, values[name])
        check_parts(obj)


def existing_objects(model, keys):
    """Return the objects with these *keys* that still exist; merged ones count as their target."""
    objects = model._base_manager.filter(pk__in=keys)
    return [merge_target(obj) for obj in objects]


def check_parts(obj):
    """Raise ValidationError if a part, proposed or not, is invalid beside the written values."""
    for relation in obj._meta.related_objects:
        # Rows that nobody may edit are no parts; the application writes them.
        if relation.one_to_many and relation.related_model._meta.default_permissions:
            for part in related_rows(obj, relation.get_accessor_name()):
                part.full_clean()


def proposed_changes(proposal):
    """Return a `FieldProposal` for each field; none if the target is deleted."""
    target = proposal.target
    return [FieldProposal.of(target, change) for change in proposal.changes] if target else []


@dataclass(frozen=True)
class FieldProposal:
    """The old and the new value of a proposed field, as words and pieces."""

    field: str
    label: str
    state: str
    # Pieces of text as (is different, text).
    old: list
    new: list
    # The stored value in words, if it is neither the old nor the new one.
    current: str | None

    @classmethod
    def of(cls, target, change):
        """Return the change of one field, from an item of `Proposal.changes`."""
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
    """Return [(whether *other* lacks it, piece)] of *text*, split at words."""
    words, others = (re.findall(r"\S+\s*", words) for words in (text, other))
    if len(words) + len(others) > MAX_WORDS:
        return [(text != other, text)]
    steps = SequenceMatcher(None, others, words).get_opcodes()
    candidates = [
        (kind != "equal", "".join(words[begin:end])) for kind, _a, _b, begin, end in steps
    ]
    return [piece for piece in candidates if piece[1]]
