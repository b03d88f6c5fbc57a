"""Export and import of content as tables; each imported row is an edit with its history."""

import logging
from functools import cached_property
from operator import attrgetter

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.constraints import errors_by_field, field_of
from smartcity.content.history.states import related_names
from smartcity.content.proposals import check_parts, must_propose
from smartcity.content.values import label_of, sentences_of
from smartcity.publishing.roles import may
from smartcity.sql.busy import is_busy
from smartcity.text.folding import fold_for_search, slug_of

from .cells import tidy
from .columns import headings_of, model_column, unique_values
from .imports import origin
from .outcomes import CellDifference, OutcomeRow
from .sheets import Fault

logger = logging.getLogger(__name__)

# Nobody reads on; the rows below are not looked at.
MOST_WRONG_ROWS = 100


class TableResource:
    """A table of *model* for one export or one import, with a column for each of *names*."""

    model = None
    names = ()
    # The columns that tell rows apart: by default the last part of their addresses.
    keys = ("slug",)
    # What one must be allowed to do with the model.
    verbs = ("add", "change")
    # What an export loads with its rows.
    lists = ()

    def __init__(self, *, user=None, outcome=None):
        self.user = user
        self.outcome = outcome
        # The open change that the next rows belong to.
        self.change = None
        # [(what the log of the admin is told about, whether it is new)]
        self.subjects = []
        self.columns = [self.column(name) for name in self.names]
        for column in self.columns:
            column.column_name = self.heading(column.attribute)

    def column(self, name):
        """Return a new column for *name*; columns are not shared, since cells cache objects."""
        return model_column(self.model, name)

    @cached_property
    def columns_by_name(self):
        return {column.attribute: column for column in self.columns}

    @classmethod
    def may_import(cls, user):
        return all(may(user, verb, cls.model) for verb in cls.verbs)

    @classmethod
    def title(cls):
        return capfirst(cls.model._meta.verbose_name_plural)

    @property
    def rule(self):
        """Return the sentence that explains by which columns a row finds its object."""
        return _("A row with a known address changes what is there; another makes something new.")

    @classmethod
    def name(cls):
        """Return the name of the table in URLs."""
        return cls.model._meta.model_name

    @classmethod
    def filename(cls):
        return slug_of(str(cls.title()))

    @classmethod
    def rows_among(cls, listed):
        """Return the rows of the table for the objects *listed* by an admin."""
        return listed.prefetch_related(*cls.lists)

    def heading(self, name):
        return str(label_of(self.model, name))

    def headings_of(self, head):
        """Return the head with known headings; raise ValidationError for a wrong head."""
        keys = [self.columns_by_name[name].column_name for name in self.keys]
        return headings_of(head, [column.column_name for column in self.columns], keys)

    def take(self, head, rows):
        """Import *rows* in the open content change; its opener commits it or rolls it back."""
        named = [(number, dict(zip(head, cells, strict=True))) for number, cells in rows]
        self.load([row for _number, row in named])
        for number, row in named:
            self.take_row(number, row)
        self.outcome.looked_at += len(rows)
        self.outcome.faults.sort(key=attrgetter("row"))

    def take_row(self, number, row):
        """Import a *row*, {heading: cell}; an invalid row is rolled back and adds faults."""
        if self.outcome.wrong >= MOST_WRONG_ROWS:
            self.outcome.is_cut_off = True
            return
        try:
            with transaction.atomic():
                self.import_row(number, row)
        except ValidationError as error:
            self.outcome.wrong += 1
            self.outcome.faults.extend(self.faults_of(error, number))
        except Exception as error:
            # A database that others keep busy is no fault of a row.
            if is_busy(error):
                raise
            self.outcome.wrong += 1
            logger.exception("Row %s of an import failed.", number)
            text = _("This row cannot be saved. Tell those who look after the website.")
            self.outcome.faults.append(Fault(number, "", text))

    def import_row(self, number, row):
        """Save the object that *row* is about and add it to the outcome; raise ValidationError."""
        stored = self.stored_for(row)
        instance = stored or self.model()
        self.refuse_second_row(instance, row)
        before = self.words_by_column(instance)
        errors = self.errors_of_filling(instance, row, before)
        if stored and not errors and self.words_by_column(instance) == before:
            self.outcome.unchanged += 1
            return
        self.validate(instance, errors)
        self.save(instance, is_new=not stored)
        differences = self.differences(before if stored else {}, self.words_by_column(instance))
        row = OutcomeRow(number, self.name_of(instance), not stored, differences)
        self.outcome.add(row)
        self.subjects.append((self.subject_of(instance), not stored))

    def differences(self, before, after):
        return [
            CellDifference(self.heading(name), before.get(name, ""), words)
            for name, words in after.items()
            if words != before.get(name, "")
        ]

    def faults_of(self, error, number):
        messages = (
            error.message_dict if errors_by_field(error) else {NON_FIELD_ERRORS: error.messages}
        )
        places = {column.attribute: place for place, column in enumerate(self.columns)}
        for name, sentences in sorted(messages.items(), key=lambda fault: places.get(fault[0], -1)):
            column = "" if name == NON_FIELD_ERRORS else self.heading(name)
            yield from (Fault(number, column, sentence) for sentence in sentences)

    def name_of(self, instance):
        return str(instance)

    def subject_of(self, instance):
        """Return the object whose form edits *instance*; the admin's log names it."""
        return instance

    def load(self, rows):
        """Load the stored objects of *rows* with all that validation and history read."""
        slugs = {self.slug_in(row) for row in rows} - {""}
        stored = self.model.objects.at(*slugs)
        stored = stored.prefetch_related("former_slugs", *self.read_names())
        self.stored = {}
        for obj in stored:
            self.stored |= dict.fromkeys([former.slug for former in obj.former_slugs.all()], obj)
            self.stored[obj.slug] = obj
        self.change.prefetch(self.model, [obj.pk for obj in stored])

    def read_names(self):
        """Return the relations to prefetch, without lists of parts that a row replaces."""
        written = {
            column.attribute
            for column in self.columns
            if column.is_list and column.field.one_to_many
        }
        return [name for name in related_names(self.model) if name not in written]

    def stored_for(self, row):
        """Return the stored object that *row* is about, or None if it is about a new one."""
        return self.stored.get(self.slug_in(row))

    def slug_in(self, row):
        return fold_for_search(tidy(row[self.columns_by_name["slug"].column_name]))

    def key_of(self, instance, row):
        return instance.slug or self.slug_in(row)

    def refuse_second_row(self, instance, row):
        """Raise ValidationError if an earlier row was about the same object."""
        if key := self.key_of(instance, row):
            text = _("An earlier row of this table is about the same. Delete one of them.")
            self.refuse_second(key, text)

    def refuse_second(self, key, text):
        """Raise ValidationError if an earlier row had the same *key*, maybe in another slice."""
        if key in self.outcome.seen:
            raise ValidationError(text)
        self.outcome.seen[key] = True

    def words_by_column(self, instance):
        return {column.attribute: column.words(instance) for column in self.columns}

    def fill(self, instance, row, before):
        """Set the values of *row* on *instance*; raise ValidationError for invalid ones."""
        errors = {}
        for column in self.columns:
            is_fixed = instance.pk and column.attribute in self.keys
            if column.column_name not in row or is_fixed:
                continue
            try:
                cell = tidy(row[column.column_name])
                column.take(instance, cell, before=before[column.attribute])
            except ValueError as error:
                errors[column.attribute] = ValidationError(str(error), code="invalid")
        if errors:
            raise ValidationError(errors)
        if must_propose(self.user, self.subject_of(instance)):
            raise ValidationError(_("Your role does not include changing this."))

    def errors_of_filling(self, instance, row, before):
        try:
            self.fill(instance, row, before)
        except ValidationError as error:
            return error.update_error_dict({})
        return {}

    def validate(self, instance, errors):
        """Raise ValidationError with *errors* and those of the model, but of no constraints.

        Asking the database about each constraint takes longer than the rest.
        """
        try:
            instance.full_clean(exclude=errors, validate_constraints=False)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        self.refuse_shared_values(instance)

    def refuse_shared_values(self, instance):
        """Raise ValidationError for a value that an earlier row has: slices do not see others."""
        for names, text in unique_values(self.model):
            values = [instance.serializable_value(name) for name in names]
            if None in values:
                continue
            try:
                self.refuse_second(f"{' '.join(names)} {values}", text)
            except ValidationError as error:
                raise ValidationError({names[-1].removesuffix("_id"): error}) from error

    def save(self, instance, *, is_new):
        with self.change.writing(self.subject_of(instance)):
            self.save_whole(instance, is_new=is_new)
        self.change.explain(self.subject_of(instance), origin())

    def save_whole(self, instance, *, is_new):
        try:
            with transaction.atomic():
                instance.save(force_insert=is_new)
        except IntegrityError:
            self.refuse_broken(instance)
            raise
        for column in self.columns:
            column.store(instance)
        if not is_new:
            refuse_lost_parts(instance)

    def refuse_broken(self, instance):
        """Raise ValidationError with the messages of broken constraints, by column."""
        names = [column.attribute for column in self.columns]
        try:
            instance.validate_constraints()
        except ValidationError as error:
            for fault in error.error_dict.pop(NON_FIELD_ERRORS, []):
                name = field_of(fault, instance, names) or NON_FIELD_ERRORS
                error.error_dict.setdefault(name, []).append(fault)
            raise


def refuse_lost_parts(instance):
    """Raise ValidationError if a part of the object has become invalid."""
    try:
        check_parts(instance)
    except ValidationError as error:
        raise ValidationError(sentences_of(error, type(instance))) from error
