"""Narrowed feeds of conferences, and edits that take something out of them."""

from tests.calendars import calendar_in
from tests.edits import LATER, written

TOLD = "Gehört nicht mehr zu dieser Auswahl: Ulm"


def with_themes(conference, *themes, now=LATER):
    written(conference, lambda it: it.themes.set(themes), now)


def shown(client, query):
    """[(title, status)]"""
    events = calendar_in(client.get(f"/konferenzen.ics?{query}").getvalue()).events
    return [(str(event["summary"]), str(event["status"])) for event in events]


def titles(client, query):
    return [title for title, _ in shown(client, query)]
