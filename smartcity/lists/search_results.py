"""What a search found, kind by kind, as its page shows it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from smartcity.media.texts_with_pictures import with_pictures
from smartcity.search.excerpts import Excerpt, Marker
from smartcity.search.suggestions import suggestion_for

from .filtering import WordsField
from .unrecognised import told_misspelt

SHOWN = 10


class SearchForm(forms.Form):
    q = WordsField(label=_("What are you looking for?"), required=False)

    def clean(self):
        if self.data.get("Q", "").strip():
            raise ValidationError({"q": told_misspelt("Q", "q")})
        return super().clean()


@dataclass(frozen=True)
class Kind:
    """One kind of what can be found: `rows` are all that readers may see, in their usual order.

    `lists` are [(label, address, rows)] of the lists that show them too; together they show all.
    """

    ident: str
    title: str
    rows: models.QuerySet
    lists: tuple = ()


@dataclass(frozen=True)
class Hit:
    found: models.Model
    title: SafeString
    excerpt: Excerpt | None


class Group:
    """What was found of one kind."""

    def __init__(self, kind, query):
        self.kind = kind
        self.query = query

    @cached_property
    def lists(self):
        """[(label, address with the query, number)] of those that show something."""
        asked = urlencode({"q": self.query})
        counted = [
            (label, f"{address}?{asked}", rows.searching(self.query).count())
            for label, address, rows in self.kind.lists
        ]
        return [it for it in counted if it[2]]

    @cached_property
    def count(self):
        if self.kind.lists:
            return sum(number for *_list, number in self.lists)
        return self.kind.rows.searching(self.query).count()

    @cached_property
    def hits(self):
        marker = Marker(self.query)
        found = self.kind.rows.searching(self.query).by_relevance(self.query).for_search()
        return [
            Hit(obj, marker.marked(str(obj)), marker.excerpt(obj.passages()))
            for obj in with_pictures(found[:SHOWN])
        ]


class Search:
    """Over all *kinds*; a query without a hit is answered with its correction, if there is one."""

    def __init__(self, query, kinds):
        self.query = query.strip()
        self.kinds = kinds

    @cached_property
    def direct(self):
        return self.groups_for(self.query)

    @cached_property
    def suggestion(self):
        if self.direct or not self.query:
            return ""
        return suggestion_for(self.query, *(kind.rows for kind in self.kinds))

    @property
    def answered(self):
        """The query whose hits are shown."""
        return self.suggestion or self.query

    @cached_property
    def groups(self):
        return self.groups_for(self.suggestion) if self.suggestion else self.direct

    @property
    def count(self):
        return sum(group.count for group in self.groups)

    def groups_for(self, query):
        if not query:
            return []
        groups = [Group(kind, query) for kind in self.kinds]
        return [group for group in groups if group.count]
