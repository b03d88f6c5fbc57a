"""Narrowed feeds of conferences, and edits that take something out of them."""

from datetime import timedelta

from smartcity.content import content_change
from tests.calendars import calendar_in
from tests.factories import NOW

LATER = NOW + timedelta(hours=1)
TOLD = "Gehört nicht mehr zu dieser Auswahl: Ulm"


def written(obj, write, now=LATER):
    """What an edit does: *write* gets the object as it is stored."""
    with content_change(now) as change:
        change.touch(obj)
        obj.refresh_from_db()
        write(obj)
        change.touch(obj)


def edited(obj, now=LATER, **fields):
    def write(obj):
        for name, value in fields.items():
            setattr(obj, name, value)
        obj.save()

    written(obj, write, now)


def with_themes(conference, *themes, now=LATER):
    written(conference, lambda it: it.themes.set(themes), now)


def shown(client, query):
    """[(title, status)]"""
    events = calendar_in(client.get(f"/konferenzen.ics?{query}").getvalue()).events
    return [(str(event["summary"]), str(event["status"])) for event in events]


def titles(client, query):
    return [title for title, _ in shown(client, query)]
