"""Facets: behind each value of a filter, how many rows it leaves while all other filters apply.

What a value leaves and how its rows are counted is one declaration, so the two cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from smartcity.text.cleaning import one_line

# So many values stand open; in a longer facet the others are folded.
SHOWN = 8


class Column:
    """Rows by a column of theirs, or by the one object it points to."""

    repeats = False

    def __init__(self, path):
        self.path = path

    def narrow(self, rows, keys, request):
        return rows.filter(**{f"{self.path}__in": keys})

    def counts(self, rows, request, about=()):
        """[(key, *what *about* names of the object with this key, number of rows)]"""
        paths = [self.path, *(f"{self.path}__{name}" for name in about)]
        return list(rows.values_list(*paths).annotate(Count("pk", distinct=self.repeats)))


class Related(Column):
    """Rows by any of several objects at the end of *path*.

    `given(request, start)` must hold on the way; *start* leads to the first object of the path.
    It *repeats* if the path may lead from one row to one object in more than one way.
    """

    def __init__(self, path, given=lambda request, start: Q(), *, repeats=False):
        super().__init__(path)
        self.first, _, self.rest = path.partition("__")
        self.given = given
        self.repeats = repeats

    def narrow(self, rows, keys, request):
        table, own, start = entry_of(rows.model, self.first)
        path = f"{start}{self.rest}".removesuffix("__")
        found = table.filter(self.given(request, start), **{f"{path}__in": keys})
        # A subquery, so that no row appears twice.
        return rows.filter(pk__in=found.values(own))

    def counts(self, rows, request, about=()):
        # The same joins for the condition and the values: the condition comes first.
        given = self.given(request, f"{self.first}__")
        return super().counts(rows.filter(given), request, about)


def entry_of(model, name):
    """The table that a relation enters first: (its rows, its column of *model*, path to the other).

    Asked by itself, the table of the model need not be read again.
    """
    relation = model._meta.get_field(name)
    if relation.many_to_many:
        table = relation.remote_field.through._base_manager
        return table, relation.m2m_field_name(), f"{relation.m2m_reverse_field_name()}__"
    return relation.related_model._base_manager, relation.field.name, ""


@dataclass(frozen=True)
class Words:
    """Rows by two words of their queryset, which stand beside each other there."""

    narrow: Callable
    counts: Callable


@dataclass(frozen=True)
class Option:
    """A value to tick; `count` is None where nothing was counted."""

    value: str
    label: str
    count: int | None
    is_ticked: bool

    @property
    def is_shown(self):
        return self.is_ticked or self.count != 0


class Facet:
    """The values of one filter; counted when they are shown, not before."""

    def __init__(self, parameter, label, chosen, work_out):
        self.parameter = parameter
        self.label = label
        self.chosen = chosen
        self.work_out = work_out

    @cached_property
    def options(self):
        return self.work_out()

    @property
    def is_ticked(self):
        return bool(self.chosen)

    @property
    def unknown(self):
        """The chosen values that nobody knows, as they are shown."""
        return [one_line(value) for value in self.chosen.unknown]

    @property
    def is_long(self):
        return len(self.options) > SHOWN

    @property
    def open_number(self):
        """How many stand open: all, unless there are many and the order says which matter."""
        if any(option.count is None for option in self.options):
            return len(self.options)
        return max(SHOWN, len(self.chosen))

    @property
    def folded_number(self):
        return max(0, len(self.options) - self.open_number)


def by_hits(options):
    """What is ticked first, then the most hits, then the order they had; none without a hit."""
    shown = [option for option in options if option.is_shown]
    return sorted(shown, key=lambda option: (not option.is_ticked, -option.count))


def with_hits(options):
    """In the order they had."""
    return [option for option in options if option.is_shown]
