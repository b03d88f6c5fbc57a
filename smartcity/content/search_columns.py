"""The stored columns stay true: whatever an edit touches is stored anew in its transaction."""

from itertools import chain

from django.apps import apps

from smartcity.media.texts_with_pictures import with_pictures
from smartcity.search.searchable import Searchable
from smartcity.search.vocabulary import add_words

# More of them, as after the new name of a theme, wait for `manage.py rebuild_search`.
STORED_IN_AN_EDIT = 1000
COLUMNS = ["search_title", "search_text"]


def searchable_models():
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


class Touched:
    """What is found by the words of the objects that a change touches."""

    def __init__(self):
        self.keys = {}

    def note(self, obj):
        self.note_made(obj)
        for model in searchable_models():
            if isinstance(obj, model):
                continue
            found = model._default_manager.searched_with(obj).order_by()
            self.keys.setdefault(model, set()).update(found.values_list("pk", flat=True))

    def note_made(self, obj):
        """The same for a new object, whose words nothing else is found by."""
        if isinstance(obj, Searchable) and obj.pk:
            self.keys.setdefault(type(obj), set()).add(obj.pk)

    @property
    def are_too_many(self):
        return any(len(keys) > STORED_IN_AN_EDIT for keys in self.keys.values())

    def store(self):
        """Store their columns anew; [(model, keys of those that are found otherwise now)]"""
        first = {model: sorted(keys)[:STORED_IN_AN_EDIT] for model, keys in self.keys.items()}
        return [
            (model, store_columns(model._default_manager.filter(pk__in=keys)))
            for model, keys in first.items()
            if keys
        ]


def store_columns(rows):
    """Store the columns of *rows* and their words; return the keys of those that had others."""
    texts = {obj: obj.searched_texts() for obj in with_pictures(rows.for_search())}
    changed = [obj for obj, found_by in texts.items() if is_changed(obj, found_by)]
    rows.model._base_manager.bulk_update(changed, COLUMNS, batch_size=100)
    add_words(chain.from_iterable(texts.values()))
    return [obj.pk for obj in changed]


def is_changed(obj, found_by):
    before = [getattr(obj, name) for name in COLUMNS]
    obj.set_search_columns(found_by)
    return before != [getattr(obj, name) for name in COLUMNS]
