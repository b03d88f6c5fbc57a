"""Count the rows of a list, and the rows that each choice of a facet would leave."""

from array import array
from copy import copy
from functools import cached_property, partial

from django.db.models import Count, Value

from smartcity.content.version_cache import NO_CACHE
from smartcity.sql import key_sets  # noqa: F401 – registers a lookup

from .facets import Facet, Option
from .filtering import Choices, ValuesFilter
from .relaxations import relaxations_of, suggestion_of

# With at most this number of rows, their keys replace the filters in further queries.
MAX_KEYS = 3000


class KeySetRows:
    """The rows of an ordered key set, whose slices load only the rows that they contain."""

    def __init__(self, queryset, keys):
        self.queryset = queryset
        self.keys = keys

    def __getitem__(self, window):
        rows = self.queryset.in_bulk(self.keys[window])
        # Rows may have been deleted meanwhile.
        return [rows[key] for key in self.keys[window] if key in rows]


class FacetCounts:
    """A mixin for filter sets; *cache* holds what depends on all rows (`VersionCache`)."""

    def __init__(self, *args, cache=NO_CACHE, **kwargs):
        super().__init__(*args, **kwargs)
        self.cache = cache

    def with_queryset(self, queryset):
        """Return a copy of the filter set over other rows, which caches nothing."""
        other = copy(self)
        other.queryset, other.cache = queryset, NO_CACHE
        for name in {"_qs", "keys", "total"} & vars(other).keys():
            delattr(other, name)
        return other

    @cached_property
    def keys(self):
        """The keys of the rows; None for more than `MAX_KEYS` or without a filter in use."""
        if self.is_invalid:
            return array("q")
        if not self.narrowing:
            return None
        keys = array("q", self.rows_without().values_list("pk", flat=True)[: MAX_KEYS + 1])
        return keys if len(keys) <= MAX_KEYS else None

    @property
    def ordered_rows(self):
        """The rows of `qs` in their order, for slicing without evaluating the filters again."""
        if self.keys is None:
            return self.qs
        rows = self.in_order(self.queryset.filter(pk__among=self.keys))
        # All keys: with a LIMIT, PostgreSQL would scan the table in the order of the list.
        return KeySetRows(self.queryset, list(rows.values_list("pk", flat=True)))

    @cached_property
    def total(self):
        """The number of rows."""
        return self.count_without() if self.keys is None else len(self.keys)

    def count_without(self, *names):
        """Return the number of rows without the filters *names*."""
        count = self.rows_without(*names).count
        return self.cache.get_or_set("total", count) if self.is_all_without(*names) else count()

    def counts_without_one(self):
        """Return {filter in use: number of rows without it}, from one query."""
        if len(self.narrowing) == 1:
            return {name: self.count_without(name) for name in self.narrowing}
        counts = [
            self.rows_without(name).values(dropped=Value(name)).annotate(number=Count("pk"))
            for name in self.narrowing
        ]
        # The default ordering of the model refers to columns that these rows lack.
        rows = counts[0].union(*counts[1:], all=True).order_by()
        return {row["dropped"]: row["number"] for row in rows}

    @property
    def is_all(self):
        """Whether no filter narrows the rows."""
        return not (self.is_invalid or self.narrowing)

    def is_all_without(self, *names):
        """Return whether no filter besides *names* narrows the rows."""
        return not set(self.narrowing) - set(names)

    def rows_without(self, *names):
        """Return the unordered rows without the filters *names*."""
        rows = self.queryset.order_by()
        for name in self.narrowing:
            if name not in names:
                rows = self.filters[name].filter(rows, self.cleaned[name])
        return rows

    @property
    def facets(self):
        """The facets of all filters that have values."""
        filters = self.filters.items()
        return [self.facet(name) for name, item in filters if isinstance(item, ValuesFilter)]

    def facet(self, name):
        """Return the facet of the filter *name*, without counts if a field is invalid."""
        return self.facet_with(
            name, self.offered_options if self.is_invalid else self.counted_options
        )

    def facet_without_counts(self, name):
        """Return the facet of the filter *name* with all values and without counts."""
        return self.facet_with(name, self.offered_options)

    def facet_with(self, name, load_options):
        """Return the facet of the filter *name* with `load_options(name, chosen)`."""
        chosen = self.cleaned.get(name, Choices([], []))
        options = partial(load_options, name, chosen)
        return Facet(name, self.filters[name].label, chosen, options)

    def counted_options(self, name, chosen):
        """Return the options of the filter *name* with the number of rows for each."""
        item = self.filters[name]
        compute = partial(item.tally, self.counted_rows(name), self.request)
        cache = self.cache if self.is_all_without(name) else NO_CACHE
        tally = cache.get_or_set(name, compute)
        return item.options(tally, chosen)

    def counted_rows(self, name):
        """Return the rows among which the values of the filter *name* are counted."""
        if name in self.narrowing or self.keys is None:
            return self.rows_without(name)
        return self.queryset.model._default_manager.filter(pk__among=self.keys)

    def offered_options(self, name, chosen):
        """Return the options of the filter *name* without counts."""
        ticked = {item.current for item in chosen}
        offered = self.form.fields[name].offered()
        return [Option(str(value), label, None, str(value) in ticked) for value, label in offered]

    @property
    def relaxations(self):
        """What `relaxations.relaxations_of` suggests; nothing if a field is invalid."""
        return [] if self.is_invalid else relaxations_of(self)

    @property
    def suggestion(self):
        """The corrected search words, if they have results, else None."""
        return suggestion_of(self)
