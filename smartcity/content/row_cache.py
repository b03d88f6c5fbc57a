"""Rows of content as they are stored, each read once with everything that participants need."""

from smartcity.media.texts_with_pictures import with_pictures

# More of them are read anew rather than held in memory.
MOST_HELD = 500
# Read together.
BATCH = 100


class RowCache:
    """A cache of rows by model and key; whoever writes a row calls `forget`.

    *loads* is a list of functions that each add to a queryset what somebody reads of its rows.
    """

    def __init__(self, loads):
        self.loads = loads
        self.held = {}

    def of(self, model, keys):
        """Return {key: row} of those that are stored, their pictures loaded."""
        stored = {}
        for batch in in_batches(keys):
            if len(self.held) > MOST_HELD:
                self.held.clear()
            if missing := [pk for pk in batch if (model, pk) not in self.held]:
                self.hold(model, missing)
            rows = {pk: self.held[model, pk] for pk in batch}
            stored |= {pk: row for pk, row in rows.items() if row}
        return stored

    def one(self, model, pk):
        """Return the row, or None if it is not stored."""
        return self.of(model, [pk]).get(pk)

    def hold(self, model, keys):
        rows = model._default_manager.filter(pk__in=keys)
        for load in self.loads:
            rows = load(rows)
        self.held |= dict.fromkeys((model, pk) for pk in keys)
        self.held |= {(model, row.pk): row for row in with_pictures(rows)}

    def forget(self, model, keys):
        for pk in keys:
            self.held.pop((model, pk), None)

    def forget_all(self):
        self.held.clear()


def in_batches(keys):
    """Yield lists of at most `BATCH` of the keys, in their order."""
    keys = list(keys)
    for begin in range(0, len(keys), BATCH):
        yield keys[begin : begin + BATCH]


def by_model(keys):
    """Return [(model, [key])] of pairs of a model and a key, without those that have no key yet."""
    keys_by_model = {}
    for model, pk in keys:
        if pk is not None:
            keys_by_model.setdefault(model, []).append(pk)
    return list(keys_by_model.items())
