"""Keep the stored search columns up to date: each content change rebuilds affected rows."""

from itertools import chain
from operator import attrgetter

from django.apps import apps

from smartcity.media.texts_with_pictures import with_pictures
from smartcity.search.searchable import Searchable
from smartcity.search.vocabulary import add_words

from .participants import Participant
from .row_cache import in_batches

# If an edit affects more rows, `manage.py rebuild_search` has to store the others.
STORED_IN_AN_EDIT = 1000
COLUMNS = ["search_title", "search_text"]
stored_columns = attrgetter(*COLUMNS)
# Stored instead of a search format while `manage.py rebuild_search` has rows to store.
INCOMPLETE = "incomplete"


def searchable_models():
    """Return all models with search columns."""
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


class SearchColumns(Participant):
    """Stores the search columns of written rows, and of rows that are searched by their words."""

    def __init__(self, change):
        super().__init__(change)
        self.keys = {model: set() for model in searchable_models()}
        # {(model, key): how often the row had been written when its columns were stored}
        self.stored_at = {}

    def load(self, rows):
        return rows.for_search() if issubclass(rows.model, Searchable) else rows

    def before(self, rows):
        self.note_dependents(type(rows[0]), [row.pk for row in rows])

    def note_dependents(self, written, keys):
        """Note the rows of other models that are searched by the words of these rows."""
        for model, noted in self.keys.items():
            if model is not written:
                rows = model._default_manager.searched_with(written, keys).order_by()
                noted.update(rows.values_list("pk", flat=True))

    def flush(self):
        for model, times in self.change.written.items():
            new = [pk for pk, count in times.items() if self.stored_at.get((model, pk)) != count]
            self.stored_at |= {(model, pk): times[pk] for pk in new}
            if model in self.keys:
                self.keys[model].update(new)
            # New rows are referred to by nothing, unless existing rows were written, too.
            if self.change.rewritten:
                self.note_dependents(model, new)
        for model, keys in self.keys.items():
            self.store(model, keys)
            keys.clear()

    def finish(self):
        self.flush()

    def store(self, model, keys):
        """Store the columns of these rows where they differ."""
        if len(keys) > STORED_IN_AN_EDIT:
            self.change.version.search_format = INCOMPLETE
        for batch in in_batches(sorted(keys)[:STORED_IN_AN_EDIT]):
            texts = search_texts_of(self.change.rows.of(model, batch).values())
            changed = store_changed(model, texts)
            add_words(chain.from_iterable(texts[obj] for obj in changed))
            self.change.mark_search_different(model, [obj.pk for obj in changed])


def search_texts_of(objs):
    """Return {object: its texts for the search}."""
    return {obj: obj.searched_texts() for obj in objs}


def store_columns(rows):
    """Store the search columns and words of a queryset; return the keys of rows that differed."""
    texts = search_texts_of(with_pictures(rows.for_search()))
    add_words(chain.from_iterable(texts.values()))
    return [obj.pk for obj in store_changed(rows.model, texts)]


def store_changed(model, texts):
    """Store the columns of *texts*, as {object: texts}; return the objects that differed."""
    changed = [obj for obj, texts_of_one in texts.items() if set_columns(obj, texts_of_one)]
    model._base_manager.bulk_update(changed, COLUMNS, batch_size=100)
    return changed


def set_columns(obj, texts):
    """Set the search columns of *obj*; return whether they differ from before."""
    before = stored_columns(obj)
    obj.set_search_columns(texts)
    return before != stored_columns(obj)
