"""Check facts as a whole, and store them if there is no problem."""

from collections import Counter
from textwrap import shorten

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import translation

from smartcity.publishing.addresses import Addressed
from smartcity.publishing.relations import related_manager
from smartcity.text.folding import fold_for_search

from .fact_files import FactsRefused, read_table, read_text


class Facts:
    """What a folder says, on its way into the database.

    From the first problem on nothing is saved any more, everything else is only checked:
    one run names all that is wrong. What exists stays as it is.
    """

    def __init__(self, folder, change):
        self.folder = folder
        self.change = change
        self.now = change.now
        self.problems = []
        self.known = {}
        self.places = {}
        self.added = Counter()

    def table(self, name, columns):
        return read_table(self.folder / name, columns)

    def texts(self, name, keys):
        paths = sorted((self.folder / name).glob("*.txt"))
        return [read_text(path, f"{name}/{path.name}", keys) for path in paths]

    def refuse(self, fact, sentence):
        self.problems.append(f"{fact.place}: {sentence}")

    def refuse_if_wrong(self):
        """Raise FactsRefused, with a line for each, if there are problems."""
        if self.problems:
            raise FactsRefused("\n".join(self.problems))

    def find(self, model, slug, fact):
        """Return the object at *slug*, stored or just read; else note a problem."""
        key = model, fold_for_search(slug)
        if key not in self.known:
            self.known[key] = stored_at(*key)
        if self.known[key] is None:
            with translation.override(None):
                self.refuse(fact, f"unknown {model._meta.verbose_name} “{slug}”")
        return self.known[key]

    def find_several(self, model, fact, column):
        objects = [self.find(model, slug, fact) for slug in fact.several(column)]
        return [obj for obj in objects if obj is not None]

    def add(self, obj, fact, *, key="slug", **relations):
        """Check *obj*, save it unless it is stored, and return whether it is new."""
        stored = None
        if self.is_sound(obj, fact):
            self.refuse_second(obj, fact, dict.fromkeys([key, "slug"]))
            stored = stored_like(obj, key)
            if stored is None:
                self.save(obj, fact, **relations)
                self.added[type(obj)] += 1
        self.known[type(obj), obj.slug] = stored or obj
        return stored is None

    def add_part(self, part, fact, *, is_new):
        """Check *part*, and save it if its owner is new."""
        if self.is_sound(part, fact) and is_new:
            self.save(part, fact)

    def save(self, obj, fact, **relations):
        """Validate *obj*, whose fields are checked, and save it if there is no problem."""
        if self.passes(obj.full_clean, obj, fact) and not self.problems:
            with self.change.writing(obj):
                obj.save()
                for name, objects in relations.items():
                    related_manager(obj, name).set(objects)

    def refuse_second(self, obj, fact, keys):
        for key in keys:
            value = obj.serializable_value(key)
            first = self.places.setdefault((type(obj), key, value), fact.place)
            if first != fact.place:
                self.refuse(fact, f"{key} “{value}” stands already in {first}")

    def is_sound(self, obj, fact):
        """Return whether each field by itself is valid, and note problems."""
        return self.passes(obj.clean_fields, obj, fact)

    def passes(self, check, obj, fact):
        # Sentences for operators are English, and some are made while checking.
        with translation.override(None):
            try:
                check(exclude=unsaved_relations(obj))
            except ValidationError as error:
                self.refuse_error(fact, obj, error)
                return False
        return True

    def refuse_error(self, fact, obj, error):
        for name, messages in error.message_dict.items():
            value = "" if name == NON_FIELD_ERRORS else f"{name} “{value_of(obj, name)}”: "
            self.refuse(fact, value + " ".join(messages))

    def summary(self):
        with translation.override(None):
            counts = [f"{n} {model._meta.verbose_name_plural}" for model, n in self.added.items()]
        return f"Facts: added {', '.join(counts)}." if counts else "Facts: nothing to add."


def value_of(obj, name):
    return shorten(str(getattr(obj, name)), 60, placeholder="…")


def stored_at(model, slug):
    objects = model._default_manager
    matching = objects.at(slug) if issubclass(model, Addressed) else objects.filter(slug=slug)
    return matching.first()


def stored_like(obj, key):
    if key == "slug":
        return stored_at(type(obj), obj.slug) or namesake(obj)
    return type(obj)._default_manager.filter(**{key: obj.serializable_value(key)}).first()


def namesake(obj):
    """Return the stored object of the same unique name, whose slug an editor has changed."""
    is_named = any(field.name == "name" and field.unique for field in obj._meta.fields)
    return type(obj)._default_manager.filter(name=obj.name).first() if is_named else None


def unsaved_relations(obj):
    """Return the names of relations to objects that were refused themselves."""
    relations = [field for field in obj._meta.fields if field.is_relation and field.is_cached(obj)]
    targets = {field.name: field.get_cached_value(obj) for field in relations}
    return [name for name, target in targets.items() if target and target.pk is None]
