"""The model that is found by its words, and the words in which lists ask for it."""

from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from django.db import models
from django.db.models import Case, Q, Value, When

from smartcity.media.texts_with_pictures import showing_any_q
from smartcity.publishing.records import open_change

from .query import MAX_WORDS, searched_words
from .stemming import stored_form

# The better hit first: where in which column the word stands.
RANKS = [
    *[("search_title", "whole"), ("search_title", "starts"), ("search_title", "anywhere")],
    *[("search_text", "whole"), ("search_text", "starts")],
]


def contains(column, patterns):
    return reduce(or_, (Q(**{f"{column}__contains": pattern}) for pattern in patterns))


def rank_of(word):
    ranks = [
        When(contains(column, getattr(word, where)), then=Value(rank))
        for rank, (column, where) in enumerate(RANKS)
    ]
    return Case(*ranks, default=Value(len(RANKS)))


class SearchableQuerySet(models.QuerySet):
    def searching(self, query):
        """Those in which every word of *query* occurs; all of them for an empty one."""
        rows = self
        for word in searched_words(query)[:MAX_WORDS]:
            rows = rows.filter(contains("search_text", word.anywhere))
        return self.none() if rows is self and query.strip() else rows

    def by_relevance(self, query):
        """The best hits first, with `relevance`; the order it had decides between equals."""
        ranks = [rank_of(word) for word in searched_words(query)[:MAX_WORDS]]
        if not ranks:
            return self
        order = self.query.order_by or self.model._meta.ordering
        return self.alias(relevance=reduce(add, ranks)).order_by("relevance", *order)

    def searched_with(self, model, keys):
        """Those that are found by the words of other objects, of which these are the keys."""
        if shown := showing_any_q(self.model, model, keys):
            return self.filter(shown)
        path = self.model.SEARCHED_WITH.get(model._meta.label)
        return self.filter(**{f"{path}__in": keys}) if path else self.none()

    def for_search(self):
        """With everything by which they are found."""
        return self.prefetch_related(*self.model.SEARCHED_WITH.values())


@dataclass(frozen=True)
class Passage:
    """A text by which an object is found; `source` names the part it stands in."""

    text: str
    source: str = ""


class Searchable(models.Model):
    # What else it is found by: {label of a model: path to it}.
    SEARCHED_WITH = {}

    # {key: picture} of its texts, where `with_pictures` loaded them.
    known_pictures = None

    search_title = models.TextField(editable=False, blank=True)
    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def searched_title(self):
        return str(self)

    def own_passages(self):
        """[Passage] of its own columns, in the order in which excerpts prefer them."""
        return []

    def passages_of_parts(self):
        """The same of what `SEARCHED_WITH` names."""
        return []

    def passages(self):
        # What was never saved has no parts.
        return [*self.own_passages(), *(self.passages_of_parts() if self.pk else [])]

    def searched_texts(self):
        """The title and every other text."""
        return [self.searched_title(), *(it for p in self.passages() for it in (p.source, p.text))]

    def derive_search_columns(self):
        """Set them from what is stored of its parts; an open content change does so at its end."""
        if open_change.get() is None:
            self.set_search_columns(self.searched_texts())

    def set_search_columns(self, texts):
        self.search_title = stored_form(texts[0])
        self.search_text = stored_form(*texts)
