"""What is called off or withdrawn stays in the feeds that held it, and hides its text."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from conferences.models import Conference, PastState
from smartcity.content.workflow import STEPS, take
from tests.edits import LATER, edited, written
from tests.factories import (
    make_account,
    withdraw,
)
from tests.narrowed import TOLD, shown, titles, with_themes

BERLIN = ZoneInfo("Europe/Berlin")
LOST = "Gehört nicht mehr zu dieser Auswahl"
pytestmark = pytest.mark.django_db


def test_what_was_called_off_stays_where_it_was(client, ulm):
    edited(ulm, registration_deadline=date(2022, 3, 10))

    ulm.cancel(now=LATER, reason="Hochwasser.")

    with time_machine.travel(datetime(2022, 4, 21, 12, tzinfo=BERLIN), tick=False):
        for query in ["status=geplant", "anmeldung=offen", "status=geplant&anmeldung=offen"]:
            assert titles(client, query) == ["Abgesagt: Ulm"]
    with time_machine.travel(datetime(2022, 4, 22, 12, tzinfo=BERLIN), tick=False):
        assert titles(client, "status=geplant") == []


def test_what_was_withdrawn_stays_after_its_deadline(client, ulm):
    edited(ulm, registration_deadline=date(2022, 3, 10))
    withdraw(ulm, LATER)

    with time_machine.travel(datetime(2022, 3, 20, 12, tzinfo=BERLIN), tick=False):
        assert titles(client, "anmeldung=offen") == ["Abgesagt"]


def test_what_is_edited_after_it_was_called_off_stays_where_it_was(client, ulm):
    ulm.cancel(now=LATER, reason="Hochwasser.")
    edited(ulm, starts_on=date(2023, 1, 5), ends_on=date(2023, 1, 5), land="BY")
    with_themes(ulm)

    for query in ["jahr=2022", "bis=2022-03-31", "land=NW", "thema=energie&status=geplant"]:
        assert titles(client, query) == ["Abgesagt: Ulm"]
    assert titles(client, "thema=energie&land=BY&status=geplant") == []


def test_what_is_called_off_and_moved_in_one_edit_stays_where_it_was(client, ulm):
    edited(ulm, status="abgesagt", starts_on=date(2023, 1, 5), ends_on=date(2023, 1, 5))

    assert titles(client, "jahr=2022&status=geplant") == ["Abgesagt: Ulm"]


def test_what_is_resumed_is_only_where_it_belongs(client, ulm):
    ulm.cancel(now=LATER, reason="Hochwasser.")
    ulm.resume(now=LATER)

    assert not PastState.objects.exists()
    assert shown(client, "status=geplant") == [("Ulm", "TENTATIVE")]


def test_what_is_published_again_with_other_values_is_told(client, ulm):
    withdraw(ulm, LATER)
    with_themes(ulm)
    take(STEPS["republish"], ulm, by=make_account(is_superuser=True), now=LATER)

    assert shown(client, "thema=energie") == [(TOLD, "CANCELLED")]
    assert shown(client, "land=NW") == [("Ulm", "TENTATIVE")]


def test_what_left_and_is_cancelled_later_is_still_what_left(client, ulm, energy):
    with_themes(ulm)
    ulm.cancel(now=LATER, reason="Hochwasser.")

    assert shown(client, "thema=energie") == [(TOLD, "CANCELLED")]
    assert titles(client, "land=NW") == titles(client, "status=geplant") == ["Abgesagt: Ulm"]
    assert titles(client, "thema=energie&status=geplant") == [TOLD]


def test_a_value_put_back_while_it_is_cancelled_ends_its_memory(client, ulm, energy):
    with_themes(ulm)
    ulm.cancel(now=LATER, reason="Hochwasser.")

    with_themes(ulm, energy)

    assert titles(client, "thema=energie") == ["Abgesagt: Ulm"]
    assert PastState.objects.filter(until_called_off=False).count() == 0
    assert Conference.objects.get().departed_entry is None


def test_what_left_in_the_edit_that_cancelled_it_is_cancelled(client, ulm):
    def write(conference):
        conference.status = "abgesagt"
        conference.save()
        conference.themes.clear()

    written(ulm, write)

    assert shown(client, "thema=energie") == [("Abgesagt: Ulm", "CANCELLED")]


def test_what_left_while_it_was_cancelled_has_left_once_it_is_resumed(client, ulm):
    ulm.cancel(now=LATER, reason="Hochwasser.")
    with_themes(ulm)
    cancelled = shown(client, "thema=energie")
    ulm.resume(now=LATER)
    resumed = shown(client, "thema=energie")
    ulm.cancel(now=LATER, reason="Hochwasser.")

    assert cancelled == [("Abgesagt: Ulm", "CANCELLED")]
    assert resumed == shown(client, "thema=energie") == [(TOLD, "CANCELLED")]


def test_what_left_and_is_withdrawn_says_nothing_of_itself(client, ulm):
    with_themes(ulm)

    withdraw(ulm, LATER)

    assert shown(client, "thema=energie") == [(LOST, "CANCELLED")]
    assert b"Ulm" not in client.get("/konferenzen.ics?thema=energie").content


@pytest.mark.parametrize("query", ["q=Wasserstoff", "thema=energie&q=Wasserstoff", "q=Ulm"])
def test_withdrawn_text_cannot_be_probed(client, ulm, query):
    edited(ulm, teaser="Wasserstoff")
    before = titles(client, query)

    withdraw(ulm, LATER)

    assert (before, titles(client, query)) == (["Ulm"], [])
    assert titles(client, "thema=energie&land=NW") == ["Abgesagt"]
    assert client.get("/themen/energie.ics?q=Wasserstoff").content.count(b"VEVENT") == 0


def test_a_cancelled_one_is_found_by_the_text_it_shows(client, ulm):
    edited(ulm, teaser="Wasserstoff")

    ulm.cancel(now=LATER, reason="Hochwasser.")

    for query in ["q=Wasserstoff", "q=Wasserstoff&status=geplant"]:
        assert titles(client, query) == ["Abgesagt: Ulm"]
    assert titles(client, "q=Kernkraft&status=geplant") == []
