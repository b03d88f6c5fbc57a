"""What a list asks about its rows again and again: how many, and how many with another choice."""

from array import array
from copy import copy
from functools import cached_property, partial

from django.db.models import Count, Value

from smartcity.content.version_cache import nothing_kept
from smartcity.sql import key_sets  # noqa: F401 – the lookup

from .facets import Facet, Option
from .filtering import Choices, ValuesFilter
from .relaxations import suggestion, ways_out

# So many rows are asked for by their keys afterwards, more of them by the filters again.
FEW = 3000


class RowsByKey:
    """Rows in the order of their keys; a slice asks for those it shows and for no others."""

    def __init__(self, queryset, keys):
        self.queryset = queryset
        self.keys = keys

    def __getitem__(self, part):
        found = self.queryset.in_bulk(self.keys[part])
        # Without those that were deleted since.
        return [found[key] for key in self.keys[part] if key in found]


class Counting:
    """Mixed into filter sets. `kept(question, work_out)` remembers what follows from all rows."""

    def __init__(self, *args, kept=nothing_kept, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept

    def over(self, queryset):
        """The same choice over other rows, about which nothing is kept."""
        other = copy(self)
        other.queryset, other.kept = queryset, nothing_kept
        for worked_out in {"_qs", "keys", "total"} & vars(other).keys():
            delattr(other, worked_out)
        return other

    @cached_property
    def keys(self):
        """Of the rows, if they are few; None if they are many, or if no filter is in use."""
        if self.is_invalid:
            return array("q")
        if not self.narrowing:
            return None
        keys = array("q", self.rows_without().values_list("pk", flat=True)[: FEW + 1])
        return keys if len(keys) <= FEW else None

    @property
    def listed(self):
        """The rows of `qs` in their order, to be sliced, without another search for them."""
        if self.keys is None:
            return self.qs
        found = self.in_order(self.queryset.filter(pk__among=self.keys))
        # All of them: for the first few, PostgreSQL would look through the others by their order.
        return RowsByKey(self.queryset, list(found.values_list("pk", flat=True)))

    @cached_property
    def total(self):
        return self.count_without() if self.keys is None else len(self.keys)

    def count_without(self, *names):
        """The number of rows that all filters but these leave."""
        count = self.rows_without(*names).count
        return self.kept("total", count) if self.is_all_without(*names) else count()

    def counts_without_one(self):
        """{name of a filter in use: the number of rows without it}, in one query."""
        if len(self.narrowing) == 1:
            return {name: self.count_without(name) for name in self.narrowing}
        counts = [
            self.rows_without(name).values(dropped=Value(name)).annotate(number=Count("pk"))
            for name in self.narrowing
        ]
        # The model's own order is no column of these rows.
        rows = counts[0].union(*counts[1:], all=True).order_by()
        return {row["dropped"]: row["number"] for row in rows}

    @property
    def is_all(self):
        """Nothing is asked, or nothing that narrows."""
        return not (self.is_invalid or self.narrowing)

    def is_all_without(self, *names):
        return not set(self.narrowing) - set(names)

    def rows_without(self, *names):
        """What all filters but these leave, in no order."""
        rows = self.queryset.order_by()
        for name in self.narrowing:
            if name not in names:
                rows = self.filters[name].filter(rows, self.cleaned[name])
        return rows

    @property
    def facets(self):
        filters = self.filters.items()
        return [self.facet(name) for name, item in filters if isinstance(item, ValuesFilter)]

    def facet(self, name):
        """The values of a filter; without counts where no field can be trusted."""
        return self.offer(name, self.offered_options if self.is_invalid else self.counted_options)

    def offer(self, name, work_out=None):
        """All values of a filter, without counts."""
        chosen = self.cleaned.get(name, Choices([], []))
        options = partial(work_out or self.offered_options, name, chosen)
        return Facet(name, self.filters[name].label, chosen, options)

    def counted_options(self, name, chosen):
        item = self.filters[name]
        work_out = partial(item.tally, self.counted_rows(name), self.request)
        tally = self.kept(name, work_out) if self.is_all_without(name) else work_out()
        return item.options(tally, chosen)

    def counted_rows(self, name):
        """Those among which the values of a filter are counted."""
        if name in self.narrowing or self.keys is None:
            return self.rows_without(name)
        return self.queryset.model._default_manager.filter(pk__among=self.keys)

    def offered_options(self, name, chosen):
        ticked = {item.current for item in chosen}
        offered = self.form.fields[name].offered()
        return [Option(str(value), label, None, str(value) in ticked) for value, label in offered]

    @property
    def ways_out(self):
        return [] if self.is_invalid else ways_out(self)

    @property
    def suggestion(self):
        return suggestion(self)
