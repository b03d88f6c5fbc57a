"""The forms of parts: a row for each, which stays with its own part whoever was quicker.

Django takes the first rows that were sent for the parts stored, one by one. Somebody else may have
deleted, changed, added or moved some since the form was opened.
"""

import re

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.content.values import part_of, row_in_words, row_of

from .collisions import Collision

# More than any congress has; a page with more could not be worked with.
MOST_PARTS = 500


class PartsFormSet(forms.BaseInlineFormSet):
    default_error_messages = {
        "too_many_forms": gettext_lazy("There can be at most %(num)d of these.")
    }
    # Set by `PartsInline`.
    collision = Collision()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Empty rows for what a copy begins with.
        self.extra = len(self.initial_extra or []) or self.extra
        # {number of a row: what somebody did to its part meanwhile}
        self.told = {}
        if self.is_bound:
            self.put_vanished_last()
            self.follow_changes()

    def put_vanished_last(self):
        """As new rows: what was typed into them is not lost."""
        total, known_before = self.total_form_count(), self.known_rows
        stored = [row for row in range(total) if self.is_stored(row)]
        if stored == [*known_before]:
            return
        # Text that was put back may name a part wherever it stood, and once more where it stands.
        known = sorted({self.key_sent(row): row for row in reversed(stored)}.values())
        new = [row for row in range(total) if row not in known_before and row not in stored]
        kept = [row for row in known_before if row not in stored and self.is_wanted(row)]
        self.renumber([*known, *new, *kept], known=len(known))
        total = self.total_form_count()
        for row in range(total - len(kept), total):
            self.data[self.key_name(row)] = ""
            self.told[row] = _(
                "Somebody deleted this row meanwhile. If you save again, it is made anew."
            )

    def renumber(self, order, *, known):
        self.data = renumbered(self.data, self.prefix, order)
        # Without files Django makes it a plain dictionary.
        if self.files:
            self.files = renumbered(self.files, self.prefix, order)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(known)
        self.data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(len(order))
        # It has read what was sent.
        del self.management_form

    def follow_changes(self):
        """A row that was not touched here shows what somebody else made of it."""
        for row in self.known_rows:
            opened, stored = self.opened_row(row), self.stored.get(self.key_sent(row))
            if not (opened and stored):
                continue
            there = row_of(stored, with_files=True)
            if there == opened or not self.is_changed_since(there, row):
                continue
            if self.is_changed_since(opened, row):
                self.told[row] = _("Somebody changed this row meanwhile, to: %s") % (
                    row_in_words(self.model, there)
                )
            else:
                self.fill_in_stored(stored, row)

    def fill_in_stored(self, part, row):
        form = self.form(self.data, self.files, instance=part, prefix=self.add_prefix(row))
        for name in form.fields:
            form.fill_in_stored(name)
        self.data = form.data

    def total_form_count(self):
        """Without rows that are only counted: each takes time, and nothing was sent of it."""
        total = super().total_form_count()
        if not self.is_bound:
            return total
        numbers = {match[1] for name in self.data if (match := row_in(self.prefix).match(name))}
        return min(total, max(map(int, numbers), default=-1) + 1)

    @property
    def known_rows(self):
        return range(min(self.initial_form_count(), self.total_form_count()))

    @cached_property
    def stored(self):
        return {str(part.pk): part for part in super().get_queryset()}

    def key_name(self, row):
        return f"{self.add_prefix(row)}-{self.model._meta.pk.name}"

    def key_sent(self, row):
        return self.data.get(self.key_name(row))

    def is_stored(self, row):
        return self.key_sent(row) in self.stored

    def opened_row(self, row):
        return self.collision.opened_row(self.fk, self.key_sent(row))

    def is_wanted(self, row):
        """Not if it was to be deleted here, too, or stood there as it was."""
        if f"{self.add_prefix(row)}-{DELETION_FIELD_NAME}" in self.data:
            return False
        return self.is_changed_since(self.opened_row(row), row)

    def is_changed_since(self, opened, row):
        part = part_of(self.model, opened) if opened else None
        data = with_plain_line_ends(self.data)
        form = self.form(data, self.files, instance=part, prefix=self.add_prefix(row))
        return form.has_changed()

    def get_queryset(self):
        """In the order of the rows that were sent: the admin goes through both side by side."""
        if not self.is_bound:
            return super().get_queryset()
        return [self.stored[self.key_sent(row)] for row in self.known_rows if self.is_stored(row)]

    def clean(self):
        super().clean()
        for row, sentence in self.told.items():
            # Shown once; saving again confirms it.
            if self.collision.is_watched:
                self.forms[row].add_error(None, sentence)

    def get_unique_error_message(self, unique_check):
        """The sentence of the constraint; Django's own names columns."""
        for constraint in self.model._meta.total_unique_constraints:
            if set(constraint.fields) == {self.fk.name, *unique_check}:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)


def with_plain_line_ends(sent):
    """As `smartcity.content.values` has them: browsers send others."""
    return MultiValueDict(
        {name: [it.replace("\r\n", "\n") for it in values] for name, values in sent.lists()}
    )


def row_in(prefix):
    """The begin of the name of a field in a row, with its number."""
    return re.compile(rf"{re.escape(prefix)}-(\d+)-")


def renumbered(sent, prefix, order):
    """What was sent, with the rows in this *order* and without all others."""
    numbers = {old: new for new, old in enumerate(order)}
    found = MultiValueDict()
    for name, values in sent.lists():
        if not (match := row_in(prefix).match(name)):
            found.setlist(name, values)
        elif (row := numbers.get(int(match[1]))) is not None:
            found.setlist(f"{prefix}-{row}-{name[match.end() :]}", values)
    return found
