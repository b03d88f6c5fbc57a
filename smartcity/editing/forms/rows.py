"""Rows of parts in a form: each row that was sent is matched with its part by key.

Django matches them by position: the first row sent with the first part stored, and so on. That is
wrong once somebody else has deleted, added or moved a part while the form was open.
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
        # A copy begins with as many new rows as it has values for.
        self.extra = len(self.initial_extra or []) or self.extra
        # {number of a row: what somebody else did to its part}
        self.warnings = {}
        if self.is_bound:
            self.turn_deleted_rows_into_new_ones()
            self.follow_changes()

    def turn_deleted_rows_into_new_ones(self):
        """Put rows whose part is deleted by now behind all others, so that no text is lost."""
        total, known_before = self.total_form_count(), self.known_rows
        stored = [row for row in range(total) if self.is_stored(row)]
        if stored == [*known_before]:
            return
        # `kept-text.js` may put back a row whose part stands in another place by now: then two
        # rows name the same part, and the first one counts.
        known = sorted({self.key_sent(row): row for row in reversed(stored)}.values())
        new = [row for row in range(total) if row not in known_before and row not in stored]
        deleted = [row for row in known_before if row not in stored and self.is_wanted(row)]
        self.renumber([*known, *new, *deleted], known=len(known))
        total = self.total_form_count()
        for row in range(total - len(deleted), total):
            self.data[self.key_name(row)] = ""
            self.warnings[row] = _(
                "Somebody deleted this row meanwhile. If you save again, it is made anew."
            )

    def renumber(self, order, *, known):
        self.data = renumbered(self.data, self.prefix, order)
        # Without files Django makes it a plain dictionary.
        if self.files:
            self.files = renumbered(self.files, self.prefix, order)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(known)
        self.data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(len(order))
        # It is cached, and has read the old numbers.
        del self.management_form

    def follow_changes(self):
        """Fill a row that was not edited here with what is stored; warn of others that differ."""
        for row in self.known_rows:
            opened, stored = self.opened_row(row), self.stored.get(self.key_sent(row))
            if not (opened and stored):
                continue
            there = row_of(stored, with_files=True)
            if there == opened or not self.is_changed_since(there, row):
                continue
            if self.is_changed_since(opened, row):
                self.warnings[row] = _("Somebody changed this row meanwhile, to: %s") % (
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
        """Leave out rows that are only counted: no field of them was sent."""
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
        """Return whether the row was edited here, and not to be deleted."""
        if f"{self.add_prefix(row)}-{DELETION_FIELD_NAME}" in self.data:
            return False
        return self.is_changed_since(self.opened_row(row), row)

    def is_changed_since(self, opened, row):
        part = part_of(self.model, opened) if opened else None
        data = with_plain_line_ends(self.data)
        form = self.form(data, self.files, instance=part, prefix=self.add_prefix(row))
        return form.has_changed()

    def get_queryset(self):
        """Return the parts in the order of the rows sent: the admin iterates over both at once."""
        if not self.is_bound:
            return super().get_queryset()
        return [self.stored[self.key_sent(row)] for row in self.known_rows if self.is_stored(row)]

    def clean(self):
        super().clean()
        for row, sentence in self.warnings.items():
            # Shown once; saving again confirms it.
            if self.collision.is_watched:
                self.forms[row].add_error(None, sentence)

    def get_unique_error_message(self, unique_check):
        """Return the message of the constraint; Django's own names columns."""
        for constraint in self.model._meta.total_unique_constraints:
            if set(constraint.fields) == {self.fk.name, *unique_check}:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)


def with_plain_line_ends(sent):
    """Return what was sent with line ends as they are stored; browsers send others."""
    return MultiValueDict(
        {name: [value.replace("\r\n", "\n") for value in values] for name, values in sent.lists()}
    )


def row_in(prefix):
    """Return the pattern of names of fields in rows; its group is the number of the row."""
    return re.compile(rf"{re.escape(prefix)}-(\d+)-")


def renumbered(sent, prefix, order):
    """Return what was sent with the rows in this *order*, and without all others."""
    numbers = {old: new for new, old in enumerate(order)}
    values_by_name = MultiValueDict()
    for name, values in sent.lists():
        if not (match := row_in(prefix).match(name)):
            values_by_name.setlist(name, values)
        elif (row := numbers.get(int(match[1]))) is not None:
            values_by_name.setlist(f"{prefix}-{row}-{name[match.end() :]}", values)
    return values_by_name
