"""An object that somebody else saved while its form was open, compared field by field."""

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from django import forms
from django.utils.translation import gettext as _

from smartcity.content.history.comparing import differences
from smartcity.content.history.recording import records_of
from smartcity.content.history.states import fingerprint_of, state_of, state_of_record
from smartcity.content.values import in_words, label_of
from smartcity.text.dates import moment_in_words

# The fingerprint that the form was rendered with, and the one it was first opened with.
KNOWN, OPENED = "_known_write", "_opened_write"
# Before the name of a field: whose value counts, and a digest of what the field held when that
# choice was shown.
KEEP, SHOWN = "_keep-", "_shown-"
MINE, THEIRS = "mine", "theirs"
NOTHING_SENT = MappingProxyType({})


def known_write(obj):
    """Return the fingerprint of what is stored of *obj*: its form gets it, and sends it back."""
    return fingerprint_of(state_of(type(obj)._base_manager.get(pk=obj.pk)))


def unwatched(data):
    """Return what a form sent, for what saves nothing: nobody can be overwritten."""
    data = data.copy()
    data.pop(KNOWN, None)
    return data


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    mine: str
    theirs: str
    # MINE or THEIRS, chosen unless the editor chooses otherwise; empty if both changed it.
    kept: str
    # A digest of what the field of the form holds.
    digest: str

    @property
    def is_mine(self):
        return self.kept == MINE

    @property
    def is_theirs(self):
        return self.kept == THEIRS


class Collision:
    """What is stored of *obj* by now, against the state that its form was rendered from.

    *data* is what the form sent. There is no collision with a new object, nor where no
    fingerprint was sent.
    """

    def __init__(self, obj=None, data=NOTHING_SENT):
        self.model, self.pk, self.data = type(obj), obj and obj.pk, data
        self.is_watched = obj is not None and KNOWN in data
        # {name of a field: digest of what it held when its choice was shown}
        self.shown = named(data, SHOWN)
        # Names of fields whose stored value shall stay, unless something is typed into them.
        choices = named(data, KEEP) if obj else {}
        self.theirs_kept = [name for name, choice in choices.items() if choice == THEIRS]

    @cached_property
    def known(self):
        """The fingerprint that counts: the first one, as long as choices are left open."""
        is_undecided = any(f"{KEEP}{name}" not in self.data for name in self.shown)
        name = OPENED if is_undecided and OPENED in self.data else KNOWN
        return self.data[name].replace("\x00", "")

    @cached_property
    def stored(self):
        return state_of(self.model._base_manager.get(pk=self.pk))

    @cached_property
    def is_there(self):
        return self.is_watched and fingerprint_of(self.stored) != self.known

    @cached_property
    def opened(self):
        """The record that the form was rendered from, or None if it is not known."""
        if not self.is_watched:
            return None
        return records_of(self.model, self.pk).filter(history_fingerprint=self.known).first()

    @cached_property
    def opened_state(self):
        return state_of_record(self.opened) if self.opened else {}

    def opened_row(self, owner, key):
        """Return the part with this key as the form showed it, or None.

        *owner* is its foreign key to the object.
        """
        rows = self.opened_state.get(owner.remote_field.get_accessor_name(), [])
        return next((row for row in rows if str(row["id"]) == key), None)

    @cached_property
    def later(self):
        """The records since the form was opened, the latest first."""
        records = records_of(self.model, self.pk).select_related("history_user")
        if self.opened is None:
            return records[:1]
        return records.filter(history_id__gt=self.opened.history_id)

    @property
    def sentence(self):
        words = {"who": _("Somebody"), "when": "–"}
        for record in self.later[:1]:
            when = moment_in_words(record.history_date)
            words = {"who": record.history_user or words["who"], "when": when}
        return (
            _(
                "%(who)s saved this on %(when)s, after you had opened it. Nothing is overwritten "
                "yet, and what you entered still stands here: choose for each field below, and "
                "save again."
            )
            % words
        )

    def context(self, form):
        """Return what the template shows of a form that was refused for a collision."""
        if not self.is_there:
            return {}
        return {
            "choices": self.choices(form),
            "elsewhere": self.elsewhere(form),
            "keep_prefix": KEEP,
            "shown_prefix": SHOWN,
            "opened_name": OPENED,
            "opened_write": self.known,
        }

    def choices(self, form):
        """Return a `Choice` for each field of the form whose value is not the stored one."""
        choices = []
        for name, field in form.fields.items():
            # A file that was chosen is lost: browsers do not send it again.
            if name not in self.stored or isinstance(field, forms.FileField):
                continue
            mine, words = entered_in_words(form, name)
            if mine != self.stored[name]:
                choice = Choice(
                    name=name,
                    label=label_of(self.model, name),
                    mine=words,
                    theirs=in_words(self.model, name, self.stored[name]),
                    kept=self.kept_at_first(name, mine),
                    digest=form.digest_sent(name),
                )
                choices.append(choice)
        return choices

    def kept_at_first(self, name, mine):
        """Return MINE or THEIRS if only one of the two changed the field, or chose already."""
        if self.data[KNOWN] == fingerprint_of(self.stored) and f"{KEEP}{name}" in self.data:
            # Had THEIRS been chosen, the field would hold the stored value by now.
            return MINE
        if name not in self.opened_state:
            return ""
        opened = self.opened_state[name]
        if opened == mine:
            return THEIRS
        return MINE if opened == self.stored[name] else ""

    def elsewhere(self, form):
        """Return differences in what the form has no field for: parts above all."""
        if self.opened is None:
            return []
        changes = differences(self.model, self.opened_state, self.stored)
        return [change for change in changes if change.name not in form.fields]


def entered_in_words(form, name):
    """Return the value and its words; a value that is not valid differs from every other."""
    if name not in form.cleaned_data:
        return object(), str(form[name].value() or "")
    value = form.entered(name)
    return value, in_words(type(form.instance), name, value)


def named(data, prefix):
    """Return {name: value} of what was sent under *prefix* and a name."""
    return {
        name.removeprefix(prefix): value for name, value in data.items() if name.startswith(prefix)
    }
