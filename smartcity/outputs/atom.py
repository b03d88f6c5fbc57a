"""Feeds for feed readers (Atom, RFC 4287): what an app tells becomes an answer with a version."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from smartcity.content.conditional import versioned
from smartcity.content.transaction import current_version
from smartcity.publishing.names import PROGRAMME
from smartcity.text.cleaning import one_line

# How many entries a feed holds, the newest ones.
SHOWN = 50
# In seconds; readers ask again after it.
MAX_AGE = 3600
# Part of names for life: never change it.
FIRST_YEAR = 2026
# XML has no way to write them (XML 1.0, 2.2).
NO_CHARACTERS = str.maketrans("", "", "\ufffe\uffff")


@dataclass(frozen=True)
class Entry:
    """*ident* is an IRI that stays the same for ever; *path* is where to read on."""

    ident: str
    title: str
    path: str
    summary: str
    published_at: datetime
    changed_at: datetime
    categories: list = field(default_factory=list)
    author: str = ""


@dataclass(frozen=True)
class Feed:
    """*path* shows the same to readers; without *ident* its own address names it.

    *query* is what was understood of the one that was asked.
    """

    title: str
    description: str
    path: str
    entries: list
    ident: str = ""
    query: str = ""


def feed_view(feed_of):
    """A view of what *feed_of(request, …)* tells, which is asked only if that may be news."""

    @wraps(feed_of)
    def view(request, **kwargs):
        emptied_at = current_version(request.now).content_changed_at
        feed = feed_of(request, **kwargs)
        text = written(feed, settings.SITE_URL + request.path + feed.query, emptied_at)
        headers = {"X-Robots-Tag": "noindex"}
        return HttpResponse(text, content_type=Atom1Feed.content_type, headers=headers)

    return require_safe(versioned(view, max_age=MAX_AGE))


class AtomFeed(Atom1Feed):
    def latest_post_date(self):
        """Django would take the moment of the request for a feed without entries."""
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=self.feed["emptied_at"])


def written(feed, address, emptied_at):
    atom = AtomFeed(
        title=in_xml(feed.title),
        link=settings.SITE_URL + feed.path,
        description=None,
        subtitle=in_xml(feed.description),
        language=settings.LANGUAGE_CODE,
        author_name=PROGRAMME,
        feed_url=address,
        feed_guid=feed.ident or address,
        emptied_at=emptied_at,
    )
    for entry in feed.entries:
        add(atom, entry)
    return atom.writeString("utf-8")


def add(atom, entry):
    atom.add_item(
        unique_id=entry.ident,
        title=in_xml(entry.title),
        link=settings.SITE_URL + entry.path,
        # Atom calls it HTML.
        description=escape(in_xml(entry.summary)),
        pubdate=entry.published_at,
        updateddate=entry.changed_at,
        categories=[in_xml(name) for name in entry.categories],
        author_name=in_xml(entry.author) or None,
    )


def in_xml(text):
    return one_line(text).translate(NO_CHARACTERS)


def tag_of(obj):
    """A name for life (RFC 4151) of what has no UID."""
    kind = obj._meta.model_name
    return f"tag:{settings.CALENDAR_UID_DOMAIN},{FIRST_YEAR}:{kind}/{obj.pk}"


def newest_first(*groups):
    """The newest of several lists of entries, as one list."""
    entries = [entry for group in groups for entry in group]
    return sorted(entries, key=lambda entry: entry.published_at, reverse=True)[:SHOWN]
