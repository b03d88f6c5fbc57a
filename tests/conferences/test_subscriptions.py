"""What stands in a calendar program that subscribed before something happened."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from smartcity.content.transaction import content_change
from tests.calendars import calendar_in, moment
from tests.factories import NOW, make_conference, make_theme, withdraw

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
CALL_OFF = {
    "cancelled": lambda conference: conference.cancel(now=hours(1), reason="Hochwasser."),
    "withdrawn": lambda conference: withdraw(conference, hours(1)),
}


class Program:
    """Fetches a feed as calendar programs do: by ETag, merged by UID, the newest state wins."""

    def __init__(self, client, address="/konferenzen.ics"):
        self.client, self.address = client, address
        self.etag, self.events = "", {}

    def fetch(self, now):
        with time_machine.travel(now, tick=False):
            answer = self.client.get(self.address, headers={"if-none-match": self.etag})
        if answer.status_code == 200:
            self.etag = answer["ETag"]
            events = {str(it["uid"]): it for it in calendar_in(answer.content).events}
            self.events = {uid: self.newest(uid, event) for uid, event in events.items()}
        return answer.status_code

    def newest(self, uid, event):
        """RFC 5546 2.1.5: the higher SEQUENCE, then the later DTSTAMP."""
        known = self.events.get(uid, event)
        return max(known, event, key=lambda it: (it["sequence"], it["dtstamp"].dt, it is event))

    def shown(self):
        """{title: (status, first moment)}"""
        events = self.events.values()
        return {str(it["summary"]): (str(it["status"]), moment(it["dtstart"].dt)) for it in events}


@pytest.fixture
def program(client):
    return Program(client)


def hours(number):
    return NOW + timedelta(hours=number)


def test_a_program_shows_each_thing_that_happened_after_its_next_fetch(program):
    moved = make_conference(title="Ulm", start_time=time(10), end_time=time(15))
    cancelled = make_conference(title="Lemgo")
    withdrawn = make_conference(title="Mayen")
    program.fetch(NOW)
    before = program.shown()

    moved.move(starts_on=date(2022, 4, 5), now=hours(1), reason="Saal.")
    cancelled.cancel(now=hours(2), reason="Hochwasser.")
    withdraw(withdrawn, hours(3))
    program.fetch(hours(4))

    assert before == {
        "Ulm": ("TENTATIVE", "2022-03-22T09:00:00Z"),
        "Lemgo": ("TENTATIVE", "2022-03-22"),
        "Mayen": ("TENTATIVE", "2022-03-22"),
    }
    assert program.shown() == {
        "Ulm": ("TENTATIVE", "2022-04-05T08:00:00Z"),
        "Abgesagt: Lemgo": ("CANCELLED", "2022-03-22"),
        "Abgesagt": ("CANCELLED", "2022-03-22"),
    }


def test_a_life_with_many_turns_is_always_shown_as_it_stands(program):
    ulm = make_conference(title="Ulm")
    turns = [
        lambda now: ulm.leave_date_open(now=now, reason="Saal."),
        lambda now: ulm.move(starts_on=date(2022, 4, 5), now=now, reason="Neuer Saal."),
        lambda now: ulm.confirm(now=now),
        lambda now: ulm.cancel(now=now, reason="Hochwasser."),
        lambda now: ulm.resume(now=now, reason="Es ist trocken."),
        lambda now: ulm.go_online(now=now, reason="", public_link="https://ulm.example/"),
        lambda now: withdraw(ulm, now),
    ]
    shown = []

    for number, turn in enumerate(turns):
        turn(hours(number))
        program.fetch(hours(number))
        shown += [(name, *state) for name, state in program.shown().items()]

    assert shown == [
        ("Termin offen: Ulm", "TENTATIVE", "2022-03-22"),
        ("Ulm", "TENTATIVE", "2022-04-05"),
        ("Ulm", "CONFIRMED", "2022-04-05"),
        ("Abgesagt: Ulm", "CANCELLED", "2022-04-05"),
        ("Ulm", "TENTATIVE", "2022-04-05"),
        ("Ulm", "TENTATIVE", "2022-04-05"),
        ("Abgesagt", "CANCELLED", "2022-04-05"),
    ]
    (event,) = program.events.values()
    assert event["sequence"] == len(turns)


def test_nothing_new_is_not_fetched_again(program):
    make_conference()

    statuses = [program.fetch(hours(number)) for number in range(3)]

    assert statuses == [200, 304, 304]


def test_a_renamed_theme_reaches_the_filtered_feed_under_its_old_address(client):
    theme = make_theme(name="Energie", slug="energie")
    make_conference(title="Ulm", themes=[theme])
    program = Program(client, "/konferenzen.ics?thema=energie")
    program.fetch(NOW)

    with content_change(hours(1)) as change, change.writing(theme):
        theme.name, theme.slug = "Wärme", "waerme"
        theme.save()
    status = program.fetch(hours(2))

    (event,) = program.events.values()
    assert (status, event["sequence"]) == (200, 0)
    assert event["categories"].to_ical() == "Wärme".encode()


@pytest.mark.parametrize("way", CALL_OFF)
def test_what_was_called_off_stays_for_thirty_days_after_its_planned_end(program, way):
    ulm = make_conference(slug="ulm", starts_on=date(2022, 3, 22), ends_on=date(2022, 3, 23))
    CALL_OFF[way](ulm)
    last_moment = datetime(2022, 4, 22, 23, 59, 59, tzinfo=BERLIN)

    program.fetch(last_moment)
    stays, etag = len(program.events), program.etag
    program.fetch(last_moment + timedelta(seconds=1))

    assert (stays, len(program.events)) == (1, 0)
    assert program.etag != etag


@pytest.mark.parametrize("way", CALL_OFF)
def test_its_own_file_says_for_ever_that_it_was_called_off(client, way):
    CALL_OFF[way](make_conference(slug="ulm"))

    with time_machine.travel(datetime(2040, 1, 1, tzinfo=UTC), tick=False):
        answer = client.get("/konferenzen/ulm.ics")

    (event,) = calendar_in(answer.content).events
    assert (answer.status_code, str(event["status"])) == (200, "CANCELLED")


def test_what_took_place_stays_in_the_feed_for_ever(program):
    make_conference(title="Ulm")

    program.fetch(datetime(2040, 1, 1, tzinfo=UTC))

    assert list(program.shown()) == ["Ulm"]


def test_a_scheduled_conference_arrives_at_its_moment(program):
    make_conference(title="Ulm", publication="published", published_at=hours(2))
    program.fetch(hours(1))
    before = program.shown()

    status = program.fetch(hours(2))

    assert (before, status, list(program.shown())) == ({}, 200, ["Ulm"])
