"""Facets: the number of rows that each value of a filter leaves while the others apply.

One declaration both narrows and counts the rows, so the two cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from smartcity.text.cleaning import one_line

# The number of values shown; the others of a longer facet are folded.
SHOWN = 8


class Column:
    """Narrows and counts rows by a column, or by the object that a foreign key refers to."""

    repeats = False

    def __init__(self, path):
        self.path = path

    def narrow(self, rows, keys, request):
        """Return the rows with one of *keys*."""
        return rows.filter(**{f"{self.path}__in": keys})

    def counts(self, rows, request, about=()):
        """Return [(key, …, number of rows)] with the fields *about* of the object in between."""
        paths = [self.path, *(f"{self.path}__{name}" for name in about)]
        return list(rows.values_list(*paths).annotate(Count("pk", distinct=self.repeats)))


class Related(Column):
    """Narrows and counts rows by the objects at the end of the to-many relation *path*.

    `condition(request, start)` returns a Q that must hold on the way; *start* is the path to the
    first related object. Set *repeats* if the path may lead from one row to one object in several
    ways.
    """

    def __init__(self, path, condition=lambda request, start: Q(), *, repeats=False):
        super().__init__(path)
        self.first, _, self.rest = path.partition("__")
        self.condition = condition
        self.repeats = repeats

    def narrow(self, rows, keys, request):
        table, own, start = first_table_of(rows.model, self.first)
        path = f"{start}{self.rest}".removesuffix("__")
        targets = table.filter(self.condition(request, start), **{f"{path}__in": keys})
        # A subquery avoids duplicate rows.
        return rows.filter(pk__in=targets.values(own))

    def counts(self, rows, request, about=()):
        # Filtered first, so that the condition and the values share their joins.
        condition = self.condition(request, f"{self.first}__")
        return super().counts(rows.filter(condition), request, about)


def first_table_of(model, name):
    """Return (manager of the first table, its column for *model*, path to the next table).

    With it a subquery need not join the table of *model*.
    """
    relation = model._meta.get_field(name)
    if relation.many_to_many:
        table = relation.remote_field.through._base_manager
        return table, relation.m2m_field_name(), f"{relation.m2m_reverse_field_name()}__"
    return relation.related_model._base_manager, relation.field.name, ""


@dataclass(frozen=True)
class Custom:
    """Narrows and counts rows by two functions."""

    narrow: Callable
    counts: Callable


@dataclass(frozen=True)
class Option:
    """A value to tick; `count` is None if it was not counted."""

    value: str
    label: str
    count: int | None
    is_ticked: bool

    @property
    def is_shown(self):
        """Whether the value is ticked or leaves rows."""
        return self.is_ticked or self.count != 0


class Facet:
    """The values of one filter, counted when a template renders them."""

    def __init__(self, parameter, label, chosen, load_options):
        self.parameter = parameter
        self.label = label
        self.chosen = chosen
        self.load_options = load_options

    @cached_property
    def options(self):
        """The options to render."""
        return self.load_options()

    @property
    def is_ticked(self):
        """Whether a known value is chosen."""
        return bool(self.chosen)

    @property
    def unknown(self):
        """The chosen values that do not exist, for display."""
        return [one_line(value) for value in self.chosen.unknown]

    @property
    def is_long(self):
        """Whether the facet has more than `SHOWN` values."""
        return len(self.options) > SHOWN

    @property
    def open_number(self):
        """The number of values outside the fold: all, unless they are sorted by hits."""
        if any(option.count is None for option in self.options):
            return len(self.options)
        return max(SHOWN, len(self.chosen))

    @property
    def folded_number(self):
        """The number of values inside the fold."""
        return max(0, len(self.options) - self.open_number)


def by_hits(options):
    """Return the options with hits: ticked ones first, then by hits, then in their order."""
    visible = [option for option in options if option.is_shown]
    return sorted(visible, key=lambda option: (not option.is_ticked, -option.count))


def with_hits(options):
    """Return the options with hits in their order."""
    return [option for option in options if option.is_shown]
