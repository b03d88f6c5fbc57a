"""Answer calendar programs: one conference or a filtered feed, with versions they can compare."""

import hashlib
from itertools import chain, islice

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartcity.compiled import OPEN, Compiled
from smartcity.content import current_version
from smartcity.detail import one_at

from .entries import entries_for, entries_of, entry_format
from .filters import ConferenceFilter
from .ical import END, calendar_head, single_file
from .models import Conference
from .stored_rows import BATCH

STREAMED_FROM = 5000

FILE = Compiled(lambda: Conference.objects.for_file().now_or_formerly_at(OPEN))
FILE_WITH_PROGRAMME = Compiled(
    lambda: Conference.objects.for_file("programme_entries").now_or_formerly_at(OPEN)
)


@require_safe
def entry(request, slug):
    """The file of one conference; also of a cancelled or withdrawn one, for ever.

    `?programm=1` adds the items of its programme as entries of their own.
    """
    has_programme = request.GET.get("programm") == "1"
    file = FILE_WITH_PROGRAMME if has_programme else FILE
    conference = one_at(file.rows(slug), slug)
    if conference.starts_on is None or not conference.has_been_public(request.now):
        raise Http404
    version = f"{conference.uid.hex}-{conference.entry_revision}-{entry_format()}"
    etag = f'"{version}-programm"' if has_programme else f'"{version}"'
    answer = calendar_answer(request, f"{conference.slug.lower()}.ics", etag)
    if answer.status_code == 200:
        answer.content = single_file(entries_for(conference, has_programme=has_programme))
    return answer


@require_safe
def feed(request, slug=None, about=None):
    """All conferences, or those a list would show with the same parameters.

    At the address of a theme, a project or a series only its own: *about* is the parameter that
    chooses it elsewhere.
    """
    version = current_version(request.now)
    address = settings.SITE_URL + request.get_full_path()
    filename = f"{(slug or 'konferenzen').lower()}.ics"
    answer = calendar_answer(request, filename, feed_etag(version, address))
    if answer.status_code != 200:
        return answer
    filtersets = filtersets_of(request, {about: [slug]} if about else None)
    told = _("Conferences of the Modellprojekte Smart Cities.")
    head = calendar_head(
        name=name_of(*filtersets),
        description=" ".join([told, *filtersets[-1].objections]),
        address=address,
        page=settings.SITE_URL + request.get_full_path().replace(".ics", "/", 1),
        changed_at=version.calendar_changed_at,
    )
    return filled(answer, head, entries_of(filtersets[-1].qs.by_begin(), version))


def feed_etag(version, address):
    place = hashlib.sha256(address.encode()).hexdigest()[:16]
    return f'"{version.calendar}-{place}-{entry_format()}"'


def filtersets_of(request, subject):
    """What the address is about, if about anything, and what its parameters choose of that."""
    filtersets, shown = [], Conference.objects.in_calendar(request.now)
    if subject:
        own = ConferenceFilter(MultiValueDict(subject), shown, request=request)
        if not own.applied:
            raise Http404
        filtersets, shown = [own], own.qs
    asked = request.GET.copy()
    # Calendars have an order of their own.
    asked.pop("sortierung", None)
    return [*filtersets, ConferenceFilter(asked or None, shown, request=request)]


def filled(answer, head, batches):
    """Short calendars as one body with its length, long ones as a stream of batches."""
    most = STREAMED_FROM // BATCH
    first = list(islice(batches, most + 1))
    if len(first) <= most:
        answer.content = b"".join([head, *first, END])
        return answer
    return StreamingHttpResponse(Streamed(head, first, batches), headers=answer.headers)


class Streamed:
    """Closed with the answer, begun or not: then the database is asked no more."""

    def __init__(self, head, first, batches):
        self.parts = chain([head], first, batches, [END])
        self.close = batches.close

    def __iter__(self):
        return self.parts


def calendar_answer(request, filename, etag):
    """An answer without its body yet, or 304 (412) by what the request knows already."""
    response = HttpResponse(
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "Cache-Control": "public, max-age=3600",
            "ETag": etag,
            "X-Robots-Tag": "noindex",
        },
    )
    # Without a modification date the condition on one is ignored (RFC 9110 13.1.4).
    request.META.pop("HTTP_IF_UNMODIFIED_SINCE", None)
    return get_conditional_response(request, etag=etag, response=response)


def name_of(*filtersets):
    """“Konferenzen: Mobilität · Nordrhein-Westfalen”"""
    labels = dict.fromkeys(label for filterset in filtersets for label in filterset.labels)
    if not labels and filtersets[-1].objections:
        return _("Conferences: unknown choice")
    return _("Conferences: %s") % " · ".join(labels) if labels else _("Conferences")
