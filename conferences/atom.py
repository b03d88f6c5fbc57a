"""Answer feed readers: what changed about announced conferences, as Atom (RFC 4287)."""

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartcity.content import current_version

from .entries import entry_format
from .entry_text import one_line
from .models import Change

SHOWN = 50


class ChangesFeed(Atom1Feed):
    def latest_post_date(self):
        """Django would take the moment of the request for a feed without entries."""
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=self.feed["emptied_at"])


@require_safe
def changes(request):
    """The newest changes of published conferences."""
    version = current_version(request.now)
    etag = f'"{version.content}-{entry_format()}"'
    response = HttpResponse(
        content_type=Atom1Feed.content_type,
        headers={"Cache-Control": "public, max-age=3600", "ETag": etag, "X-Robots-Tag": "noindex"},
    )
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer.status_code == 200:
        shown = Change.objects.published(request.now).newest()[:SHOWN]
        answer.content = feed_of(shown, emptied_at=version.calendar_changed_at)
    return answer


def feed_of(changes, *, emptied_at):
    address = settings.SITE_URL + reverse("conferences:changes")
    feed = ChangesFeed(
        title=_("Changes of the conferences"),
        link=settings.SITE_URL + reverse("conferences:list"),
        description=_("What was moved, cancelled or changed otherwise."),
        language=settings.LANGUAGE_CODE,
        author_name="Modellprojekte Smart Cities",
        feed_url=address,
        feed_guid=address,
        emptied_at=emptied_at,
    )
    for change in changes:
        feed.add_item(**entry_of(change))
    return feed.writeString("utf-8")


def entry_of(change):
    conference = change.conference
    return {
        "title": one_line(f"{conference.title}: {change.text}"),
        "link": settings.SITE_URL + conference.get_absolute_url(),
        # Atom calls it HTML.
        "description": escape(one_line(change.sentence)),
        "unique_id": uuid.uuid5(conference.uid, str(change.pk)).urn,
        "pubdate": change.made_at,
        "updateddate": change.made_at,
    }
