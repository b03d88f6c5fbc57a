"""The columns of a table: each a field of a model, or a list of what belongs to it."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from smartcity.publishing.relations import related_manager, related_rows

from .cells import cell_of, text_of_cell, tidy


class Column:
    """A column for a field of a model, with the label of the form as its heading."""

    def __init__(self, model, name, cell):
        self.model = model
        self.attribute = self.column_name = name
        self.widget = cell

    @cached_property
    def field(self):
        return self.model._meta.get_field(self.attribute)

    @property
    def is_required(self):
        return not (self.is_list or self.field.blank or self.field.has_default())

    @property
    def help_text(self):
        return "" if self.field.one_to_many else self.field.help_text

    @cached_property
    def is_list(self):
        return self.field.many_to_many or self.field.one_to_many

    def get_value(self, instance):
        if not self.is_list:
            return getattr(instance, self.attribute, None)
        if self.pending in vars(instance):
            return vars(instance)[self.pending]
        return self.members(instance) if instance.pk else []

    @property
    def pending(self):
        return f"_{self.attribute}_of_row"

    def members(self, instance):
        return list(related_rows(instance, self.attribute))

    def export(self, instance):
        return self.widget.render(self.get_value(instance))

    def words(self, instance):
        return text_of_cell(self.export(instance))

    def take(self, instance, cell, before):
        """Set the value of a cell unless it repeats *before*, the words of the present value.

        Raise ValueError if the cell is empty where a value is needed, or cannot be read.
        """
        if cell == tidy(before):
            return
        if not cell and not self.is_list and not self.field.blank:
            if self.field.has_default():
                return
            raise ValueError(self.field.error_messages["blank"])
        value = self.widget.clean(cell) if cell else self.empty
        setattr(instance, self.pending if self.is_list else self.attribute, value)

    @property
    def empty(self):
        if self.is_list:
            return []
        return None if self.field.null else ""

    def store(self, instance):
        """Store the members of a list; called after the object is saved."""
        if self.is_list and self.pending in vars(instance):
            self.set_members(instance, vars(instance)[self.pending])

    def set_members(self, instance, members):
        related_manager(instance, self.attribute).set(members)


def model_column(model, name):
    return Column(model, name, cell_of(model._meta.get_field(name)))


def headings_of(head, possible, needed):
    """Return the head with known headings; raise ValidationError for unknown or missing ones."""
    own = {heading.casefold(): heading for heading in possible}
    headings = [own.get(" ".join(given.split()).casefold(), "") for given in head]
    faults = [
        (
            _("Unknown columns: %s."),
            [cell for cell, known in zip(head, headings, strict=True) if not known],
        ),
        (_("Missing columns: %s."), [name for name in needed if name not in headings]),
        (
            _("Columns that stand there twice: %s."),
            [heading for heading in own.values() if headings.count(heading) > 1],
        ),
    ]
    sentences = [
        text % ", ".join(_("“%s”") % name for name in names) for text, names in faults if names
    ]
    if sentences:
        sentences.append(_("The columns of this table are: %s.") % ", ".join(possible))
        raise ValidationError(sentences)
    return headings


def unique_values(model):
    """Return [(columns, error message)] of the unique constraints, without the primary key."""
    text = _("An earlier row of this table has the same value. Change one of them.")
    fields = [
        field for field in model._meta.concrete_fields if field.unique and not field.primary_key
    ]
    unique = [
        ([field.attname], text) for field in fields if field.editable and not field.has_default()
    ]
    for constraint in model._meta.total_unique_constraints:
        columns = [model._meta.get_field(name).attname for name in constraint.fields]
        unique.append((columns, constraint.get_violation_error_message()))
    return unique
