"""The log on a conference's page, and the same lines for feed readers (Atom)."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Change, Conference
from tests.factories import NOW, make_conference, withdraw
from tests.reading import log

pytestmark = pytest.mark.django_db

ADDRESS = "/konferenzen/aenderungen.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _tomorrow():
    with time_machine.travel(TOMORROW, tick=False):
        yield


def make_ulm(**fields):
    return make_conference(**{"title": "Daten & Karten", "slug": "ulm"} | fields)


def feed(client, **headers):
    return ElementTree.fromstring(client.get(ADDRESS, headers=headers).content)


def entries(client):
    return [
        {part.tag.removeprefix(ATOM): part.get("href") or part.text for part in entry}
        for entry in feed(client).findall(f"{ATOM}entry")
    ]


def test_the_log_stands_on_the_page_the_latest_first(client):
    ulm = make_ulm()
    ulm.move(starts_on=date(2022, 4, 5), reason="Sturm.", now=NOW)
    ulm.cancel(reason="", now=TOMORROW)

    assert log(client.get("/konferenzen/ulm/")) == [
        "2. März 2022 Konferenz abgesagt.",
        "1. März 2022 Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022. "
        "Grund: Sturm.",
        "1. März 2022 Konferenz veröffentlicht.",
    ]


def test_a_page_costs_the_same_for_one_change_and_for_ten(client):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    ulm = make_ulm()
    ulm.cancel(reason="", now=TOMORROW)
    queries(ADDRESS)
    for_one = queries("/konferenzen/ulm/"), queries(ADDRESS)
    for _ in range(5):
        ulm.resume(now=TOMORROW)
        ulm.cancel(reason="", now=TOMORROW)

    assert (queries("/konferenzen/ulm/"), queries(ADDRESS)) == for_one


def test_an_entry_tells_what_changed_and_where_to_read_on(client):
    make_ulm().cancel(reason="Regen > Sonne.", now=NOW)

    (entry,) = entries(client)

    assert entry.pop("id").startswith("urn:uuid:")
    assert entry == {
        "title": "Daten & Karten: Konferenz abgesagt.",
        "link": "https://katalog.example/konferenzen/ulm/",
        "published": "2022-03-01T11:00:00+00:00",
        "updated": "2022-03-01T11:00:00+00:00",
        "summary": "Konferenz abgesagt. Grund: Regen &gt; Sonne.",
    }


def test_an_entry_keeps_its_id_when_the_address_changes(client):
    make_ulm().cancel(reason="", now=NOW)
    (before,) = entries(client)

    Conference.objects.update(slug="neu", title="Neu")

    (after,) = entries(client)
    assert after["id"] == before["id"]
    assert after["link"] == "https://katalog.example/konferenzen/neu/"


def test_only_what_is_public_now_appears(client):
    shown, scheduled, draft = [make_conference() for _ in range(3)]
    for conference in [shown, scheduled, draft]:
        conference.cancel(reason="", now=NOW)
    Conference.objects.filter(pk=scheduled.pk).update(published_at=TOMORROW + timedelta(days=1))
    Conference.objects.filter(pk=draft.pk).update(publication="draft", published_at=None)

    assert [entry["link"] for entry in entries(client)] == [
        f"https://katalog.example{shown.get_absolute_url()}"
    ]


def test_the_newest_fifty_lead(client):
    ulm = make_ulm()
    lines = [
        Change(conference=ulm, made_at=NOW + timedelta(minutes=number), text=f"{number}.")
        for number in range(60)
    ]
    Change.objects.bulk_create(lines)

    titles = [entry["title"] for entry in entries(client)]

    assert (len(titles), titles[0]) == (50, "Daten & Karten: 59.")


def test_control_characters_break_no_reader(client):
    make_ulm(title="Daten\x0b\x1fund Karten").cancel(reason="", now=NOW)

    assert entries(client)[0]["title"] == "Daten und Karten: Konferenz abgesagt."


def test_the_feed_speaks_for_the_site_and_not_for_the_host_that_was_asked(client):
    shown = feed(client, host="localhost")

    assert shown.findtext(f"{ATOM}id") == f"https://katalog.example{ADDRESS}"
    assert shown.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert {link.get("href") for link in shown.findall(f"{ATOM}link")} == {
        f"https://katalog.example{ADDRESS}",
        "https://katalog.example/konferenzen/",
    }


def test_a_feed_without_entries_is_the_same_whenever_it_is_asked_for(client):
    make_ulm()
    before = client.get(ADDRESS)

    with time_machine.travel(TOMORROW + timedelta(hours=1), tick=False):
        after = client.get(ADDRESS)

    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_what_is_known_is_not_sent_again(client):
    ulm = make_ulm()
    known = client.get(ADDRESS)["ETag"]

    unchanged = client.get(ADDRESS, headers={"if-none-match": known})
    ulm.cancel(reason="", now=TOMORROW)
    changed = client.get(ADDRESS, headers={"if-none-match": known})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (unchanged["ETag"], unchanged["Cache-Control"]) == (known, "public, max-age=3600")
    assert (changed.status_code, changed["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )


@pytest.mark.parametrize("address", ["/konferenzen/", "/konferenzen/ulm/"])
def test_lists_and_pages_name_the_feed(client, address):
    make_ulm()

    page = client.get(address).content.decode()

    assert page.count(f'href="{ADDRESS}"') == 2
    assert '<link rel="alternate" type="application/atom+xml"' in page


def test_a_withdrawal_is_told_without_title_and_address(client):
    ulm = make_ulm()
    ulm.move(starts_on=date(2022, 4, 5), reason="Sturm.", now=NOW)
    withdraw(ulm, now=TOMORROW, reason="Doppelt angekündigt.")

    [entry] = entries(client)

    assert entry["title"] == "Konferenz am Dienstag, 5. April 2022: Konferenz zurückgezogen."
    assert entry["link"] == "https://katalog.example/konferenzen/"
    assert entry["summary"] == "Konferenz zurückgezogen. Grund: Doppelt angekündigt."


def test_the_page_of_a_withdrawn_conference_tells_when_and_why(client):
    withdraw(make_ulm(), now=TOMORROW, reason="Doppelt angekündigt.")

    page = client.get("/konferenzen/ulm/")

    assert page.status_code == 410
    told = "02.03.2022: Konferenz zurückgezogen. Grund: Doppelt angekündigt."
    assert told in page.text
    assert "Karten" not in page.text
