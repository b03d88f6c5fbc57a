"""What subscribers of `?programm=1` learn of items that are taken off, and how long items last."""

import re
from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from conferences.models import Conference, ProgrammeItem
from tests.calendars import calendar_in, moment
from tests.editor import edit
from tests.edits import LATER, written
from tests.factories import make_conference, make_editor, withdraw
from tests.staleness import stale_entries

pytestmark = pytest.mark.django_db
ADDRESS = "/konferenzen/ulm.ics?programm=1"
ITEMS = [
    {"starts": time(10), "ends": time(11), "title": "Begrüßung", "text": "Im Saal."},
    {"starts": time(11), "ends": time(12), "title": "Rundgang", "track": "Foyer"},
]
# 30 days after 22 March.
LAST_DAY = datetime.fromisoformat("2022-04-21T23:59+02:00")
DAY_AFTER = datetime.fromisoformat("2022-04-22T00:01+02:00")


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def make_ulm(programme=ITEMS, **fields):
    return make_conference(**{"slug": "ulm", "title": "Daten"} | fields, programme=programme)


def events(client):
    """Those of the programme, by title."""
    found = calendar_in(client.get(ADDRESS).content).events
    return {str(event["summary"]): event for event in found[1:]}


def period(event):
    return [moment(event[name].dt) for name in ["dtstart", "dtend"]]


def periods(client):
    return {title: period(event) for title, event in events(client).items()}


def in_the_form(editor, ulm):
    edit(editor, ulm, **{"programme-1-DELETE": "on"})


def in_bulk(editor, ulm):
    written(ulm, lambda it: it.programme.filter(title="Rundgang").delete())


@pytest.mark.parametrize("remove", [in_the_form, in_bulk])
def test_a_removed_item_reaches_subscribers_as_cancelled(editor, remove):
    ulm = make_ulm()
    before = events(editor)

    remove(editor, ulm)

    after = events(editor)
    old, new = before["Rundgang"], after["Abgesagt: Rundgang"]
    assert [new[name] for name in ["uid", "created", "related-to"]] == [
        old[name] for name in ["uid", "created", "related-to"]
    ]
    assert (period(new), new["sequence"]) == (period(old), old["sequence"] + 1)
    assert (str(new["status"]), str(new["transp"])) == ("CANCELLED", "TRANSPARENT")
    assert str(new["x-microsoft-cdo-busystatus"]) == "FREE"
    assert new["dtstamp"].dt == new["last-modified"].dt == LATER
    assert not {"DESCRIPTION", "LOCATION", "URL"} & new.keys()
    assert after["Begrüßung"].to_ical() == before["Begrüßung"].to_ical()
    assert stale_entries() == []


def test_it_stays_for_thirty_days_after_its_end_and_no_longer(client):
    ulm = make_ulm()
    in_bulk(None, ulm)
    with time_machine.travel(LAST_DAY, tick=False):
        last = client.get(ADDRESS)

    with time_machine.travel(DAY_AFTER, tick=False):
        answer = client.get(ADDRESS, HTTP_IF_NONE_MATCH=last["ETag"])

    assert b"Abgesagt: Rundgang" in last.content
    assert answer.status_code == 200
    assert b"Rundgang" not in answer.content.partition(b"RELATED-TO")[2]


def test_the_next_edit_forgets_it_then():
    ulm = make_ulm()
    in_bulk(None, ulm)

    written(ulm, lambda it: it.save(), now=DAY_AFTER)

    assert Conference.objects.get(pk=ulm.pk).removed_entries == b""


def test_an_end_at_midnight_belongs_to_its_day(client):
    ulm = make_ulm([ITEMS[0], {"starts": time(20), "ends": time(0), "title": "Rundgang"}])
    in_bulk(None, ulm)

    shown = []
    for now in (LAST_DAY, DAY_AFTER):
        with time_machine.travel(now, tick=False):
            shown.append("Abgesagt: Rundgang" in events(client))

    assert shown == [True, False]


def test_an_unchanged_answer_is_304(client):
    in_bulk(None, make_ulm())
    etag = client.get(ADDRESS)["ETag"]

    assert client.get(ADDRESS, HTTP_IF_NONE_MATCH=etag).status_code == 304


@pytest.mark.parametrize(
    "fields",
    [
        {"publication": "draft"},
        {"publication": "published", "published_at": LATER + timedelta(days=1)},
    ],
)
def test_what_was_never_public_leaves_nothing(fields):
    ulm = make_ulm(**fields)

    in_bulk(None, ulm)

    assert Conference.objects.get(pk=ulm.pk).removed_entries == b""


def test_with_its_conference_withdrawn_it_loses_its_title(client):
    ulm = make_ulm()
    in_bulk(None, ulm)
    before = events(client)

    withdraw(ulm, now=LATER + timedelta(minutes=1))

    content = client.get(ADDRESS).content
    assert b"Rundgang" not in content
    found = calendar_in(content).events[1:]
    assert {str(event["uid"]) for event in found} == {str(it["uid"]) for it in before.values()}
    assert {str(event["summary"]) for event in found} == {"Abgesagt"}


def test_removed_from_a_cancelled_conference_it_is_named_once(client):
    ulm = make_ulm(status=Conference.Status.CANCELLED)

    in_bulk(None, ulm)

    assert list(events(client)) == ["Abgesagt: Begrüßung", "Abgesagt: Rundgang"]


def test_an_item_that_comes_back_is_newer_than_its_cancellation(client):
    ulm = make_ulm()
    item = ulm.programme.get(title="Rundgang")
    in_bulk(None, ulm)

    written(ulm, lambda it: ProgrammeItem(**values_of(item)).save(force_insert=True))

    event = events(client)["Rundgang"]
    assert (event["sequence"], str(event["status"])) == (2, "TENTATIVE")
    assert list(events(client)) == ["Begrüßung", "Rundgang"]
    assert stale_entries() == []


def values_of(item):
    return {field.attname: getattr(item, field.attname) for field in item._meta.concrete_fields}


OPEN = {"starts": time(10), "title": "Auftakt"}
NEXT = {"starts": time(11), "ends": time(12), "title": "Folge"}
TEN, ELEVEN, THREE = (f"2022-03-22T{hour}:00:00Z" for hour in ("09", "10", "14"))
UNTIL_THREE = {"start_time": time(9), "end_time": time(15)}


@pytest.mark.parametrize(
    ("programme", "fields", "expected"),
    [
        ([OPEN, NEXT], {}, [TEN, ELEVEN]),
        ([OPEN, NEXT], UNTIL_THREE, [TEN, ELEVEN]),
        ([OPEN | {"track": "A"}, NEXT | {"track": "A"}], {}, [TEN, ELEVEN]),
        ([OPEN | {"track": "A"}, NEXT | {"track": "B"}], UNTIL_THREE, [TEN, THREE]),
        ([OPEN, NEXT | {"starts": time(10)}], UNTIL_THREE, [TEN, THREE]),
        ([OPEN], UNTIL_THREE, [TEN, THREE]),
        (
            [OPEN],
            {"start_time": time(9), "end_time": time(0)},
            [TEN, "2022-03-22T23:00:00Z"],
        ),
        ([OPEN], UNTIL_THREE | {"ends_on": date(2022, 3, 23)}, None),
        ([OPEN, NEXT | {"day": 2}], {"ends_on": date(2022, 3, 23)}, None),
        ([OPEN | {"starts": time(16)}], UNTIL_THREE, None),
        ([OPEN], {"start_time": time(9)}, None),
        ([OPEN], {}, None),
    ],
)
def test_an_item_without_an_end_lasts_as_long_as_something_tells(
    client, programme, fields, expected
):
    make_ulm(programme, **fields)

    assert periods(client).get("Auftakt") == expected


def test_no_item_is_a_whole_day(client):
    make_ulm([OPEN, NEXT, OPEN | {"starts": time(13), "title": "Ausklang"}])

    assert {len(end) for _start, end in periods(client).values()} == {len(TEN)}


def test_another_begin_of_the_next_one_is_a_new_revision_of_the_one_before(client):
    ulm = make_ulm([OPEN, NEXT])

    written(ulm, lambda it: it.programme.filter(title="Folge").update(starts=time(11, 30)))

    assert events(client)["Auftakt"]["sequence"] == 1
    assert period(events(client)["Auftakt"]) == [TEN, "2022-03-22T10:30:00Z"]


def test_whose_end_nobody_knows_any_more_is_told_and_comes_back(client):
    ulm = make_ulm([OPEN, NEXT])

    written(ulm, lambda it: it.programme.filter(title="Folge").delete())
    gone = events(client)
    written(ulm, lambda it: it.programme.create(**NEXT), now=LATER + timedelta(minutes=1))

    # It still takes place.
    assert gone.keys() == {"Ende nicht bekannt: Auftakt", "Abgesagt: Folge"}
    assert {str(event["status"]) for event in gone.values()} == {"CANCELLED"}
    assert gone["Ende nicht bekannt: Auftakt"]["sequence"] == 1
    back = events(client)["Auftakt"]
    assert (back["sequence"], str(back["status"])) == (2, "TENTATIVE")
    assert stale_entries() == []


def test_an_item_whose_end_was_not_known_may_be_deleted_then(client):
    ulm = make_ulm([OPEN, NEXT])
    written(ulm, lambda it: it.programme.filter(title="Folge").delete())

    written(ulm, lambda it: it.programme.all().delete(), now=LATER + timedelta(minutes=1))

    assert events(client).keys() == {"Abgesagt: Auftakt", "Abgesagt: Folge"}


def test_what_was_a_whole_day_in_calendars_once_is_taken_off(client):
    ulm = make_ulm([OPEN, NEXT])
    entries = re.sub(
        rb"DTSTART;.*1000\d*\r\nDTEND;.*\r\n",
        b"DTSTART;VALUE=DATE:20220322\r\nDTEND;VALUE=DATE:20220323\r\n",
        Conference.objects.get(pk=ulm.pk).programme_entries,
    )
    Conference.objects.filter(pk=ulm.pk).update(programme_entries=entries)

    written(ulm, lambda it: it.programme.filter(title="Folge").delete())

    assert periods(client)["Ende nicht bekannt: Auftakt"] == ["2022-03-22", "2022-03-23"]
    with time_machine.travel(DAY_AFTER, tick=False):
        assert events(client) == {}
