"""The stored columns of the search stay true: a change stores anew what it may have changed."""

from itertools import chain
from operator import attrgetter

from django.apps import apps

from smartcity.media.texts_with_pictures import with_pictures
from smartcity.search.searchable import Searchable
from smartcity.search.vocabulary import add_words

from .participants import Participant
from .row_cache import in_batches

# More of them, as after the new name of a theme, wait for `manage.py rebuild_search`.
STORED_IN_AN_EDIT = 1000
COLUMNS = ["search_title", "search_text"]
stored_columns = attrgetter(*COLUMNS)
# Instead of a search format: `manage.py rebuild_search` has rows to store.
INCOMPLETE = "incomplete"


def searchable_models():
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


class SearchColumns(Participant):
    """Stores the columns of what is found by the words of the rows that are written."""

    def __init__(self, change):
        super().__init__(change)
        self.keys = {model: set() for model in searchable_models()}
        # Of the rows in `change.written`: how often each was when its words were stored.
        self.done = {}

    def loads(self, rows):
        return rows.for_search() if issubclass(rows.model, Searchable) else rows

    def before(self, rows):
        self.note_found(type(rows[0]), [row.pk for row in rows])

    def note_found(self, written, keys):
        """Note what else is found by the words of these rows."""
        for model, noted in self.keys.items():
            if model is not written:
                rows = model._default_manager.searched_with(written, keys).order_by()
                noted.update(rows.values_list("pk", flat=True))

    def between(self):
        for model, times in self.change.written.items():
            new = [pk for pk, count in times.items() if self.done.get((model, pk)) != count]
            self.done |= {(model, pk): times[pk] for pk in new}
            if model in self.keys:
                self.keys[model].update(new)
            # What is new is shown by nothing, unless something older was written too.
            if self.change.rewritten:
                self.note_found(model, new)
        for model, keys in self.keys.items():
            self.store(model, keys)
            keys.clear()

    def finish(self):
        self.between()

    def store(self, model, keys):
        if len(keys) > STORED_IN_AN_EDIT:
            self.change.version.search_format = INCOMPLETE
        for batch in in_batches(sorted(keys)[:STORED_IN_AN_EDIT]):
            texts = texts_of(self.change.rows.of(model, batch).values())
            changed = store_changed(model, texts)
            add_words(chain.from_iterable(texts[obj] for obj in changed))
            self.change.finds_otherwise(model, [obj.pk for obj in changed])


def texts_of(objs):
    return {obj: obj.searched_texts() for obj in objs}


def store_columns(rows):
    """Store the columns of a queryset and their words; return the keys of those that had others."""
    texts = texts_of(with_pictures(rows.for_search()))
    add_words(chain.from_iterable(texts.values()))
    return [obj.pk for obj in store_changed(rows.model, texts)]


def store_changed(model, texts):
    """Store the columns of those that had others, from {object: texts}; return these objects."""
    changed = [obj for obj, found_by in texts.items() if is_changed(obj, found_by)]
    model._base_manager.bulk_update(changed, COLUMNS, batch_size=100)
    return changed


def is_changed(obj, found_by):
    before = stored_columns(obj)
    obj.set_search_columns(found_by)
    return before != stored_columns(obj)
