"""Differences between two states of an object, in words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from smartcity.content.proposals import MAX_WORDS
from smartcity.content.values import in_words, label_of


@dataclass(frozen=True)
class FieldDifference:
    """A field whose value differs, with both values merged into one text."""

    name: str
    label: str
    # [(tag, text)]: taken away (del), added (ins), or the same ("").
    pieces: list


def differences(model, old, new):
    """Return a `FieldDifference` for each field that editors see and whose value differs."""
    names = [name for name in new if is_visible(model, name) and old.get(name) != new[name]]
    pieces_by_name = [(name, difference_in_words(model, name, old, new)) for name in names]
    return [
        FieldDifference(name, label_of(model, name), pieces)
        for name, pieces in pieces_by_name
        if pieces
    ]


def is_visible(model, name):
    """Return whether editors see the field: relations to parts, and editable fields."""
    field = model._meta.get_field(name)
    return field.one_to_many or field.editable


def difference_in_words(model, name, old, new):
    """Return the pieces of both values; none if both are empty in words."""
    before = in_words(model, name, old[name]) if name in old else ""
    after = in_words(model, name, new[name])
    if before == after == "":
        return []
    if before == after:
        return [("", _("Only the layout of the text is different."))]
    return merged_pieces(before, after)


def merged_pieces(old, new):
    """Return [(tag, text)] of both texts merged word by word; tags are "del", "ins" and ""."""
    old_words, new_words = (re.findall(r"\S+\s*", text) for text in (old, new))
    if len(old_words) + len(new_words) > MAX_WORDS:
        return [piece for piece in [("del", old), ("ins", new)] if piece[1]]
    pieces = []
    for kind, *spans in SequenceMatcher(None, old_words, new_words).get_opcodes():
        deleted = "".join(old_words[slice(*spans[:2])])
        inserted = "".join(new_words[slice(*spans[2:])])
        candidates = [("", deleted)] if kind == "equal" else [("del", deleted), ("ins", inserted)]
        pieces += [piece for piece in candidates if piece[1]]
    return pieces
