"""A cache of stored rows, each read once with everything that participants need."""

from smartcity.media.texts_with_pictures import with_pictures

# The cache is emptied when it holds more rows than this.
MAX_ROWS = 500
# The number of rows that are read together.
BATCH = 100


class RowCache:
    """A cache of rows by model and key; call `forget` after writing a row.

    *loaders* are functions that take a queryset and return it with prefetches or annotations.
    """

    def __init__(self, loaders):
        self.loaders = loaders
        self.rows = {}

    def of(self, model, keys):
        """Return {key: row} of the rows that are stored, with the pictures in their texts."""
        stored = {}
        for batch in in_batches(keys):
            if len(self.rows) > MAX_ROWS:
                self.rows.clear()
            if missing := [pk for pk in batch if (model, pk) not in self.rows]:
                self.load(model, missing)
            rows = {pk: self.rows[model, pk] for pk in batch}
            stored |= {pk: row for pk, row in rows.items() if row}
        return stored

    def one(self, model, pk):
        """Return the row, or None if it is not stored."""
        return self.of(model, [pk]).get(pk)

    def load(self, model, keys):
        """Read the rows into the cache, with None for those that are not stored."""
        rows = model._default_manager.filter(pk__in=keys)
        for load in self.loaders:
            rows = load(rows)
        self.rows |= dict.fromkeys((model, pk) for pk in keys)
        self.rows |= {(model, row.pk): row for row in with_pictures(rows)}

    def forget(self, model, keys):
        """Remove rows that were written."""
        for pk in keys:
            self.rows.pop((model, pk), None)

    def forget_all(self):
        """Remove all rows."""
        self.rows.clear()


def in_batches(keys):
    """Yield lists of at most `BATCH` of the keys, in their order."""
    keys = list(keys)
    for begin in range(0, len(keys), BATCH):
        yield keys[begin : begin + BATCH]


def by_model(keys):
    """Group pairs of a model and a key: return [(model, [key])], without keys that are None."""
    keys_by_model = {}
    for model, pk in keys:
        if pk is not None:
            keys_by_model.setdefault(model, []).append(pk)
    return list(keys_by_model.items())
