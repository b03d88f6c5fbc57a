"""The abstract model of searchable objects and its queryset."""

from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import add, attrgetter, or_

from django.db import models
from django.db.models import Case, Q, Value, When

from smartcity.media.texts_with_pictures import showing_any_q, with_pictures
from smartcity.publishing.records import open_change
from smartcity.text.languages import in_german

from .query import MAX_WORDS, searched_words
from .stemming import stored_form

# (column, patterns of a word) from the best to the worst kind of hit.
RANKS = [
    ("search_title", attrgetter("whole")),
    ("search_title", attrgetter("starts")),
    ("search_title", attrgetter("anywhere")),
    ("search_text", attrgetter("whole")),
    ("search_text", attrgetter("starts")),
]


def contains(column, patterns):
    """Return a Q for rows whose *column* contains one of *patterns*."""
    return reduce(or_, (Q(**{f"{column}__contains": pattern}) for pattern in patterns))


def rank_of(word):
    """Return an expression for the rank of the best hit of *word*; 0 is the best."""
    ranks = [
        When(contains(column, patterns_of(word)), then=Value(rank))
        for rank, (column, patterns_of) in enumerate(RANKS)
    ]
    return Case(*ranks, default=Value(len(RANKS)))


class SearchableQuerySet(models.QuerySet):
    def searching(self, query):
        """Return the rows that contain every word of *query*; all rows for an empty one."""
        rows = self
        for word in searched_words(query)[:MAX_WORDS]:
            rows = rows.filter(contains("search_text", word.anywhere))
        return self.none() if rows is self and query.strip() else rows

    def by_relevance(self, query):
        """Order by relevance for *query*; the existing order decides between equals."""
        ranks = [rank_of(word) for word in searched_words(query)[:MAX_WORDS]]
        if not ranks:
            return self
        order = self.query.order_by or self.model._meta.ordering
        return self.alias(relevance=reduce(add, ranks)).order_by("relevance", *order)

    def searched_with(self, model, keys):
        """Those that are found by the words of other objects, of which these are the keys."""
        if condition := showing_any_q(self.model, model, keys):
            return self.filter(condition)
        path = self.model.SEARCHED_WITH.get(model._meta.label)
        return self.filter(**{f"{path}__in": keys}) if path else self.none()

    def for_search(self):
        """Prefetch the parts whose text the search columns contain."""
        return self.prefetch_related(*self.model.SEARCHED_WITH.values())


@dataclass(frozen=True)
class Passage:
    """A text of an object; `source` names the part it comes from."""

    text: str
    source: str = ""


class Searchable(models.Model):
    """A model with two search columns, for its title and for all its texts."""

    # {label of a related model whose text is searched, too: path to it}
    SEARCHED_WITH = {}

    # {key: picture} of its texts, set by `with_pictures`.
    known_pictures = None

    search_title = models.TextField(editable=False, blank=True)
    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def searched_title(self):
        """Return the title to search."""
        return str(self)

    def own_passages(self):
        """Return [Passage] of its own fields, in the order in which excerpts prefer them."""
        return []

    def passages_of_parts(self):
        """Return [Passage] of the related objects that `SEARCHED_WITH` names."""
        return []

    def passages(self):
        """Return [Passage] of its own fields, then of its parts if it is saved."""
        return [*self.own_passages(), *(self.passages_of_parts() if self.pk else [])]

    @in_german()
    def searched_texts(self):
        """Return the title and all other texts."""
        return [
            self.searched_title(),
            *chain.from_iterable((passage.source, passage.text) for passage in self.passages()),
        ]

    def derive_search_columns(self):
        """Set them from what is stored of its parts; an open content change does so at its end."""
        if open_change.get() is None:
            self.set_search_columns(self.searched_texts())

    def set_search_columns(self, texts):
        """Set the search columns from *texts*, of which the first is the title."""
        self.search_title = stored_form(texts[0])
        self.search_text = stored_form(*texts)


def with_passages(rows):
    """Return the objects of *rows*, loaded by `for_search`, with the pictures in their texts."""
    return with_pictures(rows)
