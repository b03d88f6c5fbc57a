"""Two people in one form: the second one is told, and chooses field by field what counts.

The form remembers the fingerprint of what was stored when it was opened. The version with that
fingerprint tells what both of them started from.
"""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.translation import gettext as _

from smartcity.content.history.comparing import differences
from smartcity.content.history.keeping import versions_of
from smartcity.content.history.states import fingerprint_of, state_of, state_of_version
from smartcity.content.values import in_words, keys_of, label_of, plain_value
from smartcity.text.dates import moment_in_words

KNOWN = "_known_write"
# What was known at first, for a page on which choices were left open.
OPENED = "_opened_write"
# Before the name of a field: whose version of it counts, and what it held when that was asked.
KEEP, SHOWN = "_keep-", "_shown-"
MINE, THEIRS = "mine", "theirs"


def known_write(obj):
    """What a form of it is given on its way, and sends back."""
    return fingerprint_of(state_of(type(obj)._base_manager.get(pk=obj.pk)))


def collision_of(obj, data):
    """Of what is stored of *obj* with the form that sent *data*; none if it is new."""
    if obj is None or KNOWN not in data:
        return None
    known = data[OPENED] if is_undecided(data) and OPENED in data else data[KNOWN]
    return Collision(obj, known.replace("\x00", ""), data)


def unwatched(data):
    """What a form sent, for what saves nothing: nobody can be overwritten."""
    data = data.copy()
    data.pop(KNOWN, None)
    return data


def is_undecided(data):
    asked = named(data, SHOWN)
    return any(f"{KEEP}{name}" not in data for name in asked)


def theirs_kept(data):
    """Names of the fields whose stored value shall stay, unless something is typed into them."""
    return [name for name, choice in named(data, KEEP).items() if choice == THEIRS]


def named(data, prefix):
    return {
        name.removeprefix(prefix): value for name, value in data.items() if name.startswith(prefix)
    }


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    mine: str
    theirs: str
    # What is chosen unless the editor chooses; nothing if both changed it.
    kept: str
    # What the field of the form holds.
    shown: str

    @property
    def is_mine(self):
        return self.kept == MINE

    @property
    def is_theirs(self):
        return self.kept == THEIRS


class Collision:
    """What is stored of an object, against a form that *known* came with and that sent *data*."""

    def __init__(self, obj, known, data):
        self.model, self.pk, self.known, self.data = type(obj), obj.pk, known, data

    @cached_property
    def stored(self):
        return state_of(self.model._base_manager.get(pk=self.pk))

    @cached_property
    def is_there(self):
        return fingerprint_of(self.stored) != self.known

    @cached_property
    def opened(self):
        """The version that the form showed, if it is known."""
        return versions_of(self.model, self.pk).filter(history_fingerprint=self.known).first()

    @cached_property
    def opened_state(self):
        return state_of_version(self.opened) if self.opened else {}

    def opened_row(self, owner, key):
        """The part with this key as the form showed it, if that is known; *owner* leads to us."""
        rows = self.opened_state.get(owner.remote_field.get_accessor_name(), [])
        return next((row for row in rows if str(row["id"]) == key), None)

    @cached_property
    def later(self):
        """The versions since then, the latest first."""
        versions = versions_of(self.model, self.pk).select_related("history_user")
        if self.opened is None:
            return versions[:1]
        return versions.filter(history_id__gt=self.opened.history_id)

    @property
    def sentence(self):
        told = {"who": _("Somebody"), "when": "–"}
        for version in self.later[:1]:
            when = moment_in_words(version.history_date)
            told = {"who": version.history_user or told["who"], "when": when}
        return (
            _(
                "%(who)s saved this on %(when)s, after you had opened it. Nothing is overwritten "
                "yet, and what you entered still stands here: choose for each field below, and "
                "save again."
            )
            % told
        )

    def choices(self, form):
        """A `Choice` for each field of the form whose value is not the stored one."""
        found = []
        for name, field in form.fields.items():
            # A file that was chosen is lost: browsers do not send it again.
            if name not in self.stored or isinstance(field, forms.FileField):
                continue
            mine, words = entered(form, name)
            if mine != self.stored[name]:
                theirs = in_words(self.model, name, self.stored[name])
                label, kept = label_of(self.model, name), self.kept_at_first(name, mine)
                shown = form.digest_sent(name)
                found.append(Choice(name, label, words, theirs, kept, shown))
        return found

    def kept_at_first(self, name, mine):
        """Whose version is chosen if only one of the two made one, or chose already."""
        if self.data[KNOWN] == fingerprint_of(self.stored) and f"{KEEP}{name}" in self.data:
            # Theirs would not differ any more.
            return MINE
        if name not in self.opened_state:
            return ""
        opened = self.opened_state[name]
        if opened == mine:
            return THEIRS
        return MINE if opened == self.stored[name] else ""

    def elsewhere(self, form):
        """What else is different by now: lists of parts, and what the form does not hold."""
        if self.opened is None:
            return []
        found = differences(self.model, self.opened_state, self.stored)
        return [it for it in found if it.name not in form.fields]


def entered(form, name):
    """The value and its words; a value that is not valid differs from every other."""
    if name not in form.cleaned_data:
        return object(), str(form[name].value() or "")
    field = form.instance._meta.get_field(name)
    if field.many_to_many:
        value = keys_of(form.cleaned_data[name])
    else:
        value = plain_value(field, form.instance)
    return value, in_words(type(form.instance), name, value)
