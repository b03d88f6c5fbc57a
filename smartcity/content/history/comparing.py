"""How two states differ, in words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from smartcity.content.proposals import MOST_WORDS
from smartcity.content.values import in_words, label_of


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    # [(tag, text)]: taken away (del), added (ins), or the same ("").
    pieces: list


def differences(model, old, new):
    """Of everything that editors fill in, and of the publication."""
    names = [name for name in new if is_shown(model, name) and old.get(name) != new[name]]
    pieces_by_name = [(name, difference_in_words(model, name, old, new)) for name in names]
    return [
        Difference(name, label_of(model, name), pieces) for name, pieces in pieces_by_name if pieces
    ]


def is_shown(model, name):
    field = model._meta.get_field(name)
    return field.one_to_many or field.editable


def difference_in_words(model, name, old, new):
    """Pieces; none if there is nothing to be read before and after."""
    before = in_words(model, name, old[name]) if name in old else ""
    after = in_words(model, name, new[name])
    if before == after == "":
        return []
    if before == after:
        return [("", _("Only the layout of the text is different."))]
    return merged_pieces(before, after)


def merged_pieces(old, new):
    """Both texts in one, word by word."""
    words, others = (re.findall(r"\S+\s*", text) for text in (old, new))
    if len(words) + len(others) > MOST_WORDS:
        return [piece for piece in [("del", old), ("ins", new)] if piece[1]]
    pieces = []
    for kind, *spans in SequenceMatcher(None, words, others).get_opcodes():
        gone, come = "".join(words[slice(*spans[:2])]), "".join(others[slice(*spans[2:])])
        candidates = [("", gone)] if kind == "equal" else [("del", gone), ("ins", come)]
        pieces += [piece for piece in candidates if piece[1]]
    return pieces
