"""Items of a programme whose time nobody knows: on pages, in calendars and in other outputs."""

import re
from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conferences.models import ProgrammeItem
from tests.calendars import calendar_in
from tests.editor import edit
from tests.edits import LATER
from tests.factories import make_conference, make_editor

pytestmark = pytest.mark.django_db
TIMED = {"title": "Begrüßung", "starts": time(10), "ends": time(11)}
TALK = {"title": "Vortrag über Daten", "kind": "vortrag", "position": 2}
WALK = {"title": "Rundgang im Quartier", "kind": "exkursion", "position": 1}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def make_ulm(*programme, **fields):
    return make_conference(slug="ulm", programme=programme, **fields)


def events(client, address="/konferenzen/ulm.ics?programm=1"):
    return calendar_in(client.get(address).content).events[1:]


def titles(client):
    page = client.get("/konferenzen/ulm/").text
    plan = page[page.index('class="plan"') : page.index("</ol>", page.index('class="plan"'))]
    return re.findall(r"<h3>(.*?)</h3>", plan)


def test_items_without_time_follow_those_with_one_in_their_order(client):
    make_ulm(TALK, WALK, TIMED)

    assert titles(client) == ["Begrüßung", "Rundgang im Quartier", "Vortrag über Daten"]


@pytest.mark.parametrize(
    ("programme", "sentence"),
    [
        ([TIMED], None),
        ([TALK, WALK], "Reihenfolge wie im Bericht."),
        ([TALK, TIMED], "Die Uhrzeiten einiger Punkte sind nicht bekannt."),
    ],
)
def test_the_page_says_which_times_are_not_known(client, programme, sentence):
    make_ulm(*programme)

    page = client.get("/konferenzen/ulm/").text

    found = [it for it in ["Reihenfolge wie im Bericht.", "Die Uhrzeiten einiger"] if it in page]
    assert found == ([sentence[: len(found[0])]] if sentence else [])


def test_an_item_without_time_has_no_entry_of_its_own_but_stands_in_the_text(client):
    make_ulm(TALK, TIMED)

    entry = calendar_in(client.get("/konferenzen/ulm.ics?programm=1").content).events[0]

    assert [str(event["summary"]) for event in events(client)] == ["Begrüßung"]
    assert "\nVortrag über Daten" in str(entry["description"])


def test_an_item_that_loses_its_time_is_cancelled_in_calendars_only(editor):
    ulm = make_ulm(TIMED)
    [before] = events(editor)

    edit(editor, ulm, **{"programme-0-starts": "", "programme-0-ends": ""})

    [after] = events(editor)
    assert (after["uid"], str(after["status"])) == (before["uid"], "CANCELLED")
    assert str(after["summary"]) == "Zeit nicht bekannt: Begrüßung"
    assert after["sequence"] > before["sequence"]
    assert titles(editor) == ["Begrüßung"]


def test_an_item_that_gets_its_time_back_is_itself_again(editor):
    ulm = make_ulm(TIMED)
    edit(editor, ulm, **{"programme-0-starts": "", "programme-0-ends": ""})
    [without] = events(editor)

    edit(editor, ulm, **{"programme-0-starts": "10:00", "programme-0-ends": "11:00"})

    [again] = events(editor)
    assert str(again["summary"]) == "Begrüßung"
    assert again["sequence"] > without["sequence"]


def test_an_item_that_gets_a_time_gets_an_entry(editor):
    ulm = make_ulm(TALK)
    assert events(editor) == []

    edit(editor, ulm, **{"programme-0-starts": "13:00", "programme-0-ends": "14:00"})

    assert [str(event["summary"]) for event in events(editor)] == ["Vortrag über Daten"]


def test_an_end_alone_is_refused():
    ulm = make_ulm()
    item = ProgrammeItem(conference=ulm, title="Ende", ends=time(12))

    with pytest.raises(ValidationError, match="Ein Ende braucht einen Beginn"):
        item.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_programs_get_null_and_search_engines_nothing(client):
    make_ulm(TALK, starts_on=date(2022, 3, 22))

    [item] = client.get("/api/v1/conferences/ulm/").json()["programme"]

    assert (item["title"], item["starts_at"], item["ends_at"]) == (TALK["title"], None, None)
    assert "subEvent" not in client.get("/konferenzen/ulm/").text


def test_the_brief_names_it_without_a_time(client):
    make_ulm(TALK)

    assert ("", TALK["title"]) in client.get("/konferenzen/ulm/vorlage/").context["brief"].programme
