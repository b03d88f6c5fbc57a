"""Answer calendar programs with one conference or a filtered feed, and with ETags."""

import hashlib
from functools import partial
from itertools import chain, islice

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conferences.calendar.entries import (
    are_void,
    entries_for,
    entries_of,
    entry_format,
    programme_on,
    unstored_entries,
)
from conferences.calendar.ical import END, calendar_head, single_file
from conferences.calendar.stored_rows import BATCH
from conferences.filters import ConferenceFilter
from conferences.models import Conference
from smartcity.content.conditional import address_digest, conditional_response, matches_etag
from smartcity.content.transaction import current_version, has_passed
from smartcity.publishing.detail import one_at
from smartcity.sql.prepared import PARAMETER, PreparedQuery
from smartcity.text.languages import in_german

from .feed_rows import rows_of

CALENDAR = "text/calendar; charset=utf-8"
MAX_AGE = 3600
STREAMED_FROM = 5000

FILE = PreparedQuery(lambda: Conference.objects.for_file().now_or_formerly_at(PARAMETER))
FILE_WITH_PROGRAMME = PreparedQuery(
    lambda: Conference.objects.for_file("programme_entries", "removed_entries").now_or_formerly_at(
        PARAMETER
    )
)


@require_safe
def entry(request, slug):
    """Answer with the file of one conference, also of a cancelled or withdrawn one, for ever.

    `?programm=1` adds the items of its programme as entries of their own. Raise Http404 if it was
    never public or has no date.
    """
    has_programme = request.GET.get("programm") == "1"
    question = FILE_WITH_PROGRAMME if has_programme else FILE
    conference = one_at(question.rows(slug), slug)
    if conference.starts_on is None or not conference.has_been_public(request.now):
        raise Http404
    if is_stale := conference.is_entry_stale:
        conference = unstored_entries(conference)
    today = request.today if has_programme else None
    etag = etag_of_file(conference, today, is_stale=is_stale)
    is_named = matches_etag(request, etag)
    # A question more, which those that name the version are spared: they need no date.
    is_void = not is_named and are_void()
    is_dated = not (is_named or is_stale or has_programme)
    seconds = (
        last_modified(conference.entry_last_modified, is_void, request.now) if is_dated else None
    )
    file = partial(file_of, conference, today, is_void=is_void)
    return conditional_response(request, etag, file, MAX_AGE, seconds)


def etag_of_file(conference, today, *, is_stale):
    """Return the ETag of a file, from the stored revision or a digest of a fresh entry."""
    own = digest(conference.entry) if is_stale else conference.entry_revision
    programme = [digest(programme_on(today, conference))] if today else []
    return f'"{"-".join(map(str, [conference.uid.hex, own, entry_format(), *programme]))}"'


def digest(entries):
    return hashlib.sha256(entries).hexdigest()[:16]


def file_of(conference, today, *, is_void):
    entries = entries_for(conference, today, is_void=is_void)
    return named(HttpResponse(single_file(entries), content_type=CALENDAR), conference.slug)


@require_safe
def feed(request, slug=None, about=None):
    """All conferences, or those a list would show with the same parameters.

    At the address of a theme, a project or a series only its own: *about* is the parameter that
    chooses it elsewhere.
    """
    version = current_version(request.now)
    etag = f'"{version.calendar}-{address_digest(request)}-{entry_format()}"'
    if has_passed(version, request.now):
        # Another transaction holds the version: it has not been raised for this moment yet.
        etag = None
    subject = {about: [slug]} if about else None

    @in_german()
    def whole():
        filtersets = filtersets_of(request, subject)
        rows, departed = rows_of(filtersets, request.now)
        entries = entries_of(rows.by_begin(), version, departed)
        path = request.path + filtersets[-1].query
        calendar = filled(head_of(filtersets, version, path), entries)
        return named(calendar, slug or "konferenzen")

    is_void = version.entry_format != entry_format()
    seconds = last_modified(version.calendar_last_modified, is_void, request.now)
    return conditional_response(request, etag, whole, MAX_AGE, seconds)


def last_modified(seconds, is_void, now):
    """Return *seconds*, or None if entries are built while answering, or it is in the future."""
    return None if is_void or seconds is None or seconds > now.timestamp() else seconds


def head_of(filtersets, version, path):
    description = _("Conferences of the Modellprojekte Smart Cities.")
    return calendar_head(
        name=name_of(*filtersets),
        description=" ".join([description, *filtersets[-1].problems]),
        address=settings.SITE_URL + path,
        page=settings.SITE_URL + path.replace(".ics", "/", 1),
        changed_at=version.calendar_changed_at,
    )


def filtersets_of(request, subject):
    """Return the filter sets of a feed: that of its subject, if it has one, and that of its query.

    Raise Http404 if the subject does not exist.
    """
    filtersets, conferences = [], Conference.objects.in_calendar(request.now)
    if subject:
        own = ConferenceFilter(MultiValueDict(subject), conferences, request=request)
        if not own.applied:
            raise Http404
        filtersets, conferences = [own], own.qs
    parameters = request.GET.copy()
    # Calendars have an order of their own.
    parameters.pop("sortierung", None)
    return [*filtersets, ConferenceFilter(parameters or None, conferences, request=request)]


def filled(head, batches):
    """Return a response with *batches* of entries: one body if short, else a stream."""
    most = STREAMED_FROM // BATCH
    first = list(islice(batches, most + 1))
    if len(first) > most:
        return StreamingHttpResponse(Streamed(head, first, batches), content_type=CALENDAR)
    body = b"".join([head, *chain.from_iterable(first), END])
    return HttpResponse(body, content_type=CALENDAR)


class Streamed:
    """An iterator that closes its source with the response, begun or not."""

    def __init__(self, head, first, batches):
        self.parts = chain([head], map(b"".join, chain(first, batches)), [END])
        self.close = batches.close

    def __iter__(self):
        return self.parts


def named(response, slug):
    response.headers["Content-Disposition"] = f'attachment; filename="{slug.lower()}.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def name_of(*filtersets):
    """Return the name of a feed, such as “Konferenzen: Mobilität · Nordrhein-Westfalen”."""
    labels = dict.fromkeys(label for filterset in filtersets for label in filterset.labels)
    if not labels and filtersets[-1].problems:
        return _("Conferences: unknown choice")
    return _("Conferences: %s") % " · ".join(labels) if labels else capfirst(_("conferences"))
