"""How to see whether a write left something stale: what calendars got before and get after it."""

from dataclasses import dataclass

from conferences.departed_entries import departed_of
from conferences.entries import fresh_entries
from conferences.models import Conference, ModelProject, Theme
from smartcity.content import current_version
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


def assert_nothing_is_stale(client, before, now):
    """Fresh entries, a higher version, and no calendar that changed under the same ETag."""
    assert stale_search_columns() == []
    entries = {it.pk: it for it in Conference.objects.for_entries() if it.starts_on}
    assert {pk: (it.entry, it.programme_entries) for pk, it in entries.items()} == {
        pk: fresh_entries(it) for pk, it in entries.items()
    }
    departed = {pk: departed_of(it) for pk, it in entries.items()}
    assert {pk: it.departed_entry for pk, it in entries.items()} == departed
    after = answers(client, now, before.calendars)
    assert after.content > before.content
    pairs = [(before.calendars[it], after.calendars[it]) for it in before.calendars]
    assert [old[0] for old, new in pairs if old[1] != new[1] and old[0] == new[0]] == []
