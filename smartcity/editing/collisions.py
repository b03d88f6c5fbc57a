"""Two people in one form: the second one is told, and chooses field by field what counts.

The form remembers the fingerprint of what was stored when it was opened. The version with that
fingerprint tells what both of them started from.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from smartcity.dates import moment_in_words
from smartcity.history.comparing import differences
from smartcity.history.keeping import versions_of
from smartcity.history.states import fingerprint_of, state_of, state_of_version
from smartcity.values import in_words, keys_of, label_of, plain_value

KNOWN = "_known_write"
# Before the name of a field: whose version of it counts.
KEEP = "_keep-"
MINE, THEIRS = "mine", "theirs"


def known_write(obj):
    """What a form of it is given on its way, and sends back."""
    return fingerprint_of(state_of(type(obj)._base_manager.get(pk=obj.pk)))


def collision_of(obj, data):
    """Of what is stored of *obj* with the form that sent *data*; none if it is new."""
    if obj is None or KNOWN not in data:
        return None
    return Collision(obj, data[KNOWN].replace("\x00", ""))


def theirs_kept(data):
    """Names of the fields whose stored value shall stay, whatever the form says."""
    kept = [name for name, choice in data.items() if name.startswith(KEEP) and choice == THEIRS]
    return [name.removeprefix(KEEP) for name in kept]


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    mine: str
    theirs: str
    # Only the other one changed it.
    is_theirs: bool


class Collision:
    """What is stored of an object, against a form that *known* came with."""

    def __init__(self, obj, known):
        self.model, self.pk, self.known = type(obj), obj.pk, known

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

    def opened_row(self, owner, key):
        """The part with this key as the form showed it, if that is known; *owner* leads to us."""
        if self.opened is None:
            return None
        rows = state_of_version(self.opened).get(owner.remote_field.get_accessor_name(), [])
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
        opened = state_of_version(self.opened) if self.opened else {}
        found = []
        for name in form.fields.keys() & self.stored.keys():
            mine, words = entered(form, name)
            if mine != self.stored[name]:
                theirs = in_words(self.model, name, self.stored[name])
                is_theirs = name in opened and opened[name] == mine
                label = label_of(self.model, name)
                found.append(Choice(name, label, words, theirs, is_theirs))
        order = list(form.fields)
        return sorted(found, key=lambda choice: order.index(choice.name))

    def elsewhere(self, form):
        """What else is different by now: lists of parts, and what the form does not hold."""
        if self.opened is None:
            return []
        found = differences(self.model, state_of_version(self.opened), self.stored)
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
