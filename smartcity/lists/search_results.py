"""The results of the search page, grouped by kind of object."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from smartcity.search.excerpts import Excerpt, Marker
from smartcity.search.searchable import with_passages
from smartcity.search.suggestions import suggestion_for

from .filtering import WordsField
from .unrecognised import misspelt_message

SHOWN = 10


class SearchForm(forms.Form):
    """The search form."""

    q = WordsField(label=_("What are you looking for?"), required=False)

    def clean(self):
        """Return the cleaned data; raise ValidationError if the parameter is written “Q”."""
        if self.data.get("Q", "").strip():
            raise ValidationError({"q": misspelt_message("Q", "q")})
        return super().clean()


@dataclass(frozen=True)
class ResultKind:
    """A kind of searchable objects: `rows` are the public ones in their usual order.

    `lists` are [(label, URL, rows)] of the lists that show them; together they show all.
    """

    ident: str
    title: str
    rows: models.QuerySet
    lists: tuple = ()


@dataclass(frozen=True)
class Hit:
    """One result with its marked title and an excerpt."""

    object: models.Model
    title: SafeString
    excerpt: Excerpt | None


class ResultGroup:
    """The results of one kind."""

    def __init__(self, kind, query):
        self.kind = kind
        self.query = query

    @cached_property
    def lists(self):
        """[(label, URL with the query, number)] of the lists that have results."""
        query_string = urlencode({"q": self.query})
        links = [
            (label, f"{address}?{query_string}", rows.searching(self.query).count())
            for label, address, rows in self.kind.lists
        ]
        return [link for link in links if link[2]]

    @cached_property
    def count(self):
        """The number of results."""
        if self.kind.lists:
            return sum(number for *_list, number in self.lists)
        return self.kind.rows.searching(self.query).count()

    @cached_property
    def hits(self):
        """The most relevant results."""
        marker = Marker(self.query)
        rows = self.kind.rows.searching(self.query).by_relevance(self.query).for_search()
        return [
            Hit(obj, marker.marked(str(obj)), marker.excerpt(obj.passages()))
            for obj in with_passages(rows[:SHOWN])
        ]


class Search:
    """A search for *query* over all *kinds*; without results, its correction is searched."""

    def __init__(self, query, kinds):
        self.query = query.strip()
        self.kinds = kinds

    @cached_property
    def direct_groups(self):
        """The groups with results for the query itself."""
        return self.groups_for(self.query)

    @cached_property
    def suggestion(self):
        """The corrected query if only that has results, else ""."""
        if self.direct_groups or not self.query:
            return ""
        return suggestion_for(self.query, *(kind.rows for kind in self.kinds))

    @property
    def effective_query(self):
        """The query whose results are shown."""
        return self.suggestion or self.query

    @cached_property
    def groups(self):
        """The groups with results for the effective query."""
        return self.groups_for(self.suggestion) if self.suggestion else self.direct_groups

    @property
    def count(self):
        """The number of results of all groups."""
        return sum(group.count for group in self.groups)

    def groups_for(self, query):
        """Return the groups that have results for *query*."""
        if not query:
            return []
        groups = [ResultGroup(kind, query) for kind in self.kinds]
        return [group for group in groups if group.count]
