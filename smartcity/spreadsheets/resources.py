"""Tables of content, out and in: an import is an edit like any other, row by row."""

import logging
from functools import cached_property
from operator import attrgetter

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from tablib import Dataset

from smartcity.content.constraints import errors_by_field, field_of
from smartcity.content.history.states import related_names
from smartcity.content.proposals import check_parts, must_propose
from smartcity.content.values import label_of, sentences_of
from smartcity.publishing.roles import may
from smartcity.sql.busy import is_busy
from smartcity.text.folding import fold_for_search, slug_of

from .cells import cell_of, tidy
from .columns import Column, headings_of, unique_values
from .imports import origin
from .outcomes import Difference, OutcomeRow
from .sheets import Fault

logger = logging.getLogger(__name__)

# Nobody reads on; the rows below are not looked at.
MOST_WRONG_ROWS = 100


class NotLookedAt(ValidationError):
    pass


class TableResource(ModelResource):
    """`Meta.fields` are the columns; rows are told apart by the last part of their addresses."""

    # What one must be allowed to do with the model.
    verbs = ("add", "change")
    # What an export loads with its rows.
    lists = ()

    class Meta:
        import_id_fields = ["slug"]
        report_skipped = True
        skip_diff = True
        store_instance = True

    def __init__(self, *, user=None, outcome=None):
        super().__init__()
        self.user = user
        self.outcome = outcome
        # The open change that the next rows belong to.
        self.change = None
        # [(what the log of the admin is told about, whether it is new)]
        self.subjects = []
        # Objects of the rows at hand, noted together.
        self.made = []
        for column in self.columns:
            column.column_name = self.heading(column.attribute)

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        return Column(cls._meta.model, field_name, cell_of(django_field))

    @classmethod
    def may_import(cls, user):
        return all(may(user, verb, cls._meta.model) for verb in cls.verbs)

    @classmethod
    def title(cls):
        return capfirst(cls._meta.model._meta.verbose_name_plural)

    @property
    def rule(self):
        """How rows are told apart, for whoever fills in a table."""
        return _("A row with a known address changes what is there; another makes something new.")

    @classmethod
    def name(cls):
        """In addresses."""
        return cls._meta.model._meta.model_name

    @classmethod
    def filename(cls):
        return slug_of(str(cls.title()))

    @classmethod
    def rows_among(cls, shown):
        """The rows of the table that belong to those *shown* in the list of an admin."""
        return shown.prefetch_related(*cls.lists)

    @cached_property
    def columns(self):
        return self.get_import_fields()

    def heading(self, name):
        return str(label_of(self._meta.model, name))

    def headings_of(self, head):
        """The head as we write it; raise ValidationError if these are no columns of ours."""
        keys = [self.fields[name].column_name for name in self._meta.import_id_fields]
        return headings_of(head, [column.column_name for column in self.columns], keys)

    def take(self, head, rows):
        """Import *rows* as an edit that is open; whoever opened it takes it back or not."""
        data = Dataset(*[cells for _number, cells in rows], headers=head)
        result = self.import_data(data, use_transactions=True)
        for error in result.base_errors:
            raise error.error
        for (number, _cells), row in zip(rows, result.rows, strict=True):
            raise_if_busy(row)
            self.tell(number, row)
        self.change.created(self.made)
        self.made.clear()
        self.outcome.looked_at += len(rows)
        self.outcome.faults.sort(key=attrgetter("row"))

    def tell(self, number, row):
        if isinstance(row.validation_error, NotLookedAt):
            self.outcome.is_cut_off = True
        elif row.validation_error:
            self.outcome.faults.extend(self.faults_of(row.validation_error, number))
        elif row.errors:
            logger.error("Row %s of an import failed.", number, exc_info=row.errors[0].error)
            text = _("This row cannot be saved. Tell those who look after the website.")
            self.outcome.faults.append(Fault(number, "", text))
        elif row.is_skip():
            self.outcome.unchanged += 1
        else:
            name = self.name_of(row.instance)
            self.outcome.add(OutcomeRow(number, name, row.is_new(), row.diff))
            self.subjects.append((self.subject_of(row.instance), row.is_new()))

    def faults_of(self, error, number):
        told = error.message_dict if errors_by_field(error) else {NON_FIELD_ERRORS: error.messages}
        places = {column.attribute: place for place, column in enumerate(self.columns)}
        for name, sentences in sorted(told.items(), key=lambda it: places.get(it[0], -1)):
            column = "" if name == NON_FIELD_ERRORS else self.heading(name)
            yield from (Fault(number, column, sentence) for sentence in sentences)

    def name_of(self, instance):
        return str(instance)

    def subject_of(self, instance):
        """What an editor would open to change it by hand; the log of the admin names it."""
        return instance

    # What follows is asked by the library, row by row.

    def before_import_row(self, row, **kwargs):
        if self.outcome.wrong >= MOST_WRONG_ROWS:
            raise NotLookedAt("")

    def import_row(self, row, instance_loader, **kwargs):
        result = super().import_row(row, instance_loader, **kwargs)
        self.outcome.wrong += not result.is_valid()
        return result

    def before_import(self, dataset, **kwargs):
        """Load what the rows are about, with all that checking and noting read of it."""
        slugs = {self.slug_in(row) for row in dataset.dict} - {""}
        rows = self.get_queryset().at(*slugs).prefetch_related("former_slugs", *self.read_names())
        self.stored = {}
        for obj in rows:
            self.stored |= dict.fromkeys([it.slug for it in obj.former_slugs.all()], obj)
            self.stored[obj.slug] = obj
        self.change.expect(self._meta.model, [obj.pk for obj in rows])

    def read_names(self):
        """Without lists that a row writes as objects of their own: those are read anew."""
        written = {it.attribute for it in self.columns if it.is_list and it.field.one_to_many}
        return [name for name in related_names(self._meta.model) if name not in written]

    def get_instance(self, instance_loader, row):
        return self.stored.get(self.slug_in(row))

    def slug_in(self, row):
        return fold_for_search(tidy(row[self.fields["slug"].column_name]))

    def key_of(self, instance, row):
        return instance.slug or self.slug_in(row)

    def after_init_instance(self, instance, new, row, **kwargs):
        if key := self.key_of(instance, row):
            text = _("An earlier row of this table is about the same. Delete one of them.")
            self.refuse_second(key, text)
        self.before = self.words_of(instance)

    def refuse_second(self, key, text):
        """Raise ValidationError if an earlier row had the same *key*, maybe in another slice."""
        if key in self.outcome.seen:
            raise ValidationError(text)
        self.outcome.seen[key] = True

    def words_of(self, instance):
        return {column.attribute: column.words(instance) for column in self.columns}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if must_propose(self.user, self.subject_of(instance)):
            raise ValidationError(_("Your role does not include changing this."))

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        is_fixed = instance.pk and field.attribute in self._meta.import_id_fields
        if field.column_name in row and not is_fixed:
            cell = tidy(row[field.column_name])
            field.take(instance, cell, before=self.before[field.attribute])

    def skip_row(self, instance, original, row, import_validation_errors=None):
        is_same = self.words_of(instance) == self.before
        return bool(instance.pk) and is_same and not import_validation_errors

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """All but the constraints: asking the database about each takes longer than the rest."""
        errors = dict(import_validation_errors or {})
        try:
            instance.full_clean(exclude=errors, validate_constraints=False)
        except ValidationError as error:
            error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        self.refuse_shared_values(instance)

    def refuse_shared_values(self, instance):
        """Raise ValidationError for a value that an earlier row has: slices do not see others."""
        for names, text in unique_values(self._meta.model):
            values = [getattr(instance, name) for name in names]
            if None in values:
                continue
            try:
                self.refuse_second(f"{' '.join(names)} {values}", text)
            except ValidationError as error:
                raise ValidationError({names[-1].removesuffix("_id"): error}) from error

    def save_instance(self, instance, is_create, row, **kwargs):
        if is_create and self.subject_of(instance) is instance:
            self.save_whole(instance, is_create)
            self.made.append(instance)
        else:
            with self.change.writing(self.subject_of(instance)):
                self.save_whole(instance, is_create)
        self.change.explain(self.subject_of(instance), origin())

    def save_whole(self, instance, is_create):
        try:
            with transaction.atomic():
                instance.save(force_insert=is_create)
        except IntegrityError:
            self.refuse_broken(instance)
            raise
        for column in self.columns:
            column.store(instance)
        if not is_create:
            refuse_lost_parts(instance)

    def refuse_broken(self, instance):
        """Raise ValidationError with what the constraints say, beside columns."""
        names = [column.attribute for column in self.columns]
        try:
            instance.validate_constraints()
        except ValidationError as error:
            for fault in error.error_dict.pop(NON_FIELD_ERRORS, []):
                name = field_of(fault, instance, names) or NON_FIELD_ERRORS
                error.error_dict.setdefault(name, []).append(fault)
            raise

    def save_m2m(self, instance, row, **kwargs):
        """Done by then."""

    def after_import_row(self, row, row_result, **kwargs):
        words = self.words_of(row_result.instance)
        row_result.diff = [
            Difference(self.heading(name), self.before[name] if row_result.is_update() else "", new)
            for name, new in words.items()
            if new != (self.before[name] if row_result.is_update() else "")
        ]

    def after_import(self, dataset, result, **kwargs):
        """The library resets sequences; no primary key is imported."""


def raise_if_busy(row):
    """A database that others keep busy is no fault of a row."""
    for it in row.errors:
        if is_busy(it.error):
            raise it.error


def refuse_lost_parts(instance):
    """Raise ValidationError if what belongs to it does not fit it any more."""
    try:
        check_parts(instance)
    except ValidationError as error:
        raise ValidationError(sentences_of(error, type(instance))) from error
