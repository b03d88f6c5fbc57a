"""How to see whether a write left something stale: what calendars got before and get after it."""

from dataclasses import dataclass

from conferences.calendar.entries import differs
from conferences.models import Conference, ModelProject, Theme
from smartcity.content.transaction import current_version
from tests.searching import stale_search_columns


@dataclass
class Answers:
    content: int
    # By address, each as ETag and body.
    calendars: dict


def answers(client, now, addresses=None):
    found = {address: client.get(address) for address in addresses or calendar_addresses()}
    calendars = {address: (it.get("ETag"), it.content) for address, it in found.items()}
    return Answers(current_version(now).content, calendars)


def calendar_addresses():
    files = [it.get_calendar_url() for it in Conference.objects.all()]
    themes = [f"?thema={it.slug}" for it in Theme.objects.all()]
    projects = [f"?projekt={it.slug}" for it in ModelProject.objects.all()]
    queries = ["", *themes, *projects, "?land=RP", "?format=hybrid"]
    return [*files, *(f"/konferenzen.ics{query}" for query in queries)]


def stale_entries():
    conferences = Conference.objects.for_entries().exclude(starts_on=None)
    return [it for it in conferences if it.is_entry_stale or differs(it)]


def assert_nothing_is_stale(client, before, now):
    """Fresh entries, a higher version, and no calendar that changed under the same ETag."""
    assert stale_search_columns() == []
    assert stale_entries() == []
    after = answers(client, now, before.calendars)
    assert after.content > before.content
    pairs = [(before.calendars[it], after.calendars[it]) for it in before.calendars]
    assert [old[0] for old, new in pairs if old[1] != new[1] and old[0] == new[0]] == []
