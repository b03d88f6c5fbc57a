"""The life of an announced conference: what each operation changes, and what readers then see."""

from datetime import date, time

import pytest
import time_machine

from conferences.models import Conference
from tests.factories import FIRST_DAY, NOW, TODAY, make_conference
from tests.reading import banner, heading, log, stops, structured, title, words

pytestmark = pytest.mark.django_db

LATER = date(2022, 4, 5)


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


def make_ulm(**fields):
    place = {"city": "Ulm", "venue": "Stadthaus", "street": "Münsterplatz 50"}
    return make_conference(**{"title": "Daten", "slug": "ulm"} | place | fields)


def told(conference):
    return [change.sentence for change in conference.changes.all()]


def shown(client, conference):
    """What the page and the list say."""
    page = client.get(conference.get_absolute_url())
    return {
        "title": title(page),
        "heading": heading(page),
        "banner": banner(page),
        "list": stops(client.get("/konferenzen/"))[0],
        "schema": structured(page)["eventStatus"].removeprefix("https://schema.org/"),
    }


def test_an_announced_conference_shows_nothing_unusual(client):
    ulm = make_ulm()

    assert shown(client, ulm) == {
        "title": "22. März 2022, Daten",
        "heading": "22. März 2022 Dienstag Daten",
        "banner": "",
        "list": "22. März 2022 Dienstag Daten Ulm, vor Ort",
        "schema": "EventScheduled",
    }
    assert log(client.get(ulm.get_absolute_url())) == []


def test_confirming_records_the_day(client):
    ulm = make_ulm()

    ulm.confirm(now=NOW)

    stored = Conference.objects.get()
    assert (stored.status, stored.confirmed_on, stored.sequence) == ("bestaetigt", TODAY, 1)
    assert told(ulm) == ["Termin bestätigt."]
    page = client.get(ulm.get_absolute_url())
    assert "Termin bestätigt am 1. März 2022" in words(page.content.decode())


def test_a_moved_conference_names_its_new_and_its_old_date(client):
    ulm = make_ulm(registration_deadline=date(2022, 3, 10))

    ulm.move(starts_on=LATER, registration_deadline=date(2022, 4, 1), reason="Sturm.", now=NOW)

    stored = Conference.objects.get()
    assert (stored.starts_on, stored.ends_on, stored.moved_from) == (LATER, LATER, FIRST_DAY)
    assert stored.sequence == 1
    assert told(ulm) == [
        "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022. "
        "Anmeldung bis 1. April 2022 statt 10. März 2022. Grund: Sturm."
    ]
    assert shown(client, ulm) == {
        "title": "Verschoben: 5. April 2022, Daten",
        "heading": "5. April 2022 Dienstag Verschoben: Daten",
        "banner": "Verschoben auf Dienstag, 5. April 2022",
        "list": "5. April 2022 Dienstag Daten Verschoben, bisher 22. März Ulm, vor Ort",
        "schema": "EventRescheduled",
    }


def test_the_programme_moves_along():
    ulm = make_ulm(
        ends_on=date(2022, 3, 23), programme=[{"day": 2, "starts": time(9), "title": "Rundgang"}]
    )

    ulm.move(starts_on=LATER, reason="", now=NOW)

    assert ulm.ends_on == date(2022, 4, 6)
    assert ulm.programme.get().held_on == date(2022, 4, 6)


def test_moving_takes_times_and_keeps_those_that_are_not_given():
    ulm = make_ulm(start_time=time(9, 30), end_time=time(16))

    ulm.move(starts_on=FIRST_DAY, start_time=time(10), reason="", now=NOW)

    stored = Conference.objects.get()
    assert (stored.start_time, stored.end_time) == (time(10), time(16))
    assert stored.moved_from is None
    assert told(ulm) == ["Beginn 10:00 statt 9:30 Uhr."]


def test_the_deadline_and_the_confirmation_of_the_old_date_do_not_stay():
    ulm = make_ulm(registration_deadline=date(2022, 3, 10))
    ulm.confirm(now=NOW)

    ulm.move(starts_on=LATER, reason="", now=NOW)

    stored = Conference.objects.get()
    assert (stored.registration_deadline, stored.confirmed_on) == (None, None)
    assert stored.status == "bestaetigt"
    assert told(ulm)[0] == (
        "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022. "
        "Der Anmeldeschluss 10. März 2022 gilt nicht mehr."
    )


def test_moved_twice_it_names_the_date_before_this_one(client):
    ulm = make_ulm()

    ulm.move(starts_on=LATER, reason="", now=NOW)
    ulm.move(starts_on=FIRST_DAY, reason="", now=NOW)

    assert (ulm.moved_from, ulm.sequence) == (LATER, 2)
    assert told(ulm) == [
        "Neuer Termin: Dienstag, 22. März 2022, bisher: Dienstag, 5. April 2022.",
        "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022.",
    ]
    assert shown(client, ulm)["banner"] == "Verschoben auf Dienstag, 22. März 2022"


def test_an_open_date_keeps_the_old_one_on_record(client):
    ulm = make_ulm(
        ends_on=date(2022, 3, 23),
        programme=[{"day": day, "starts": time(9), "title": "Rundgang"} for day in [1, 2]],
    )

    ulm.leave_date_open(reason="Kein Saal.", now=NOW)

    stored = Conference.objects.get()
    assert (stored.status, stored.starts_on, stored.sequence) == ("termin-offen", FIRST_DAY, 1)
    assert told(ulm) == [
        "Termin offen, bisher: Dienstag, 22. März, bis Mittwoch, 23. März 2022. Grund: Kein Saal."
    ]
    assert shown(client, ulm) == {
        "title": "Termin offen: Daten",
        "heading": "Termin offen Daten",
        "banner": "Verschoben, Termin offen",
        "list": "Termin offen Daten Verschoben, Termin offen Ulm, vor Ort",
        "schema": "EventPostponed",
    }
    page = words(client.get(ulm.get_absolute_url()).content.decode())
    assert "Programm 1. Tag 9:00 Uhr" in page


def test_an_open_date_ends_with_a_new_one(client):
    ulm = make_ulm()
    ulm.leave_date_open(reason="", now=NOW)

    ulm.move(starts_on=LATER, reason="", now=NOW)

    assert (ulm.status, ulm.moved_from, ulm.sequence) == ("geplant", FIRST_DAY, 2)
    assert told(ulm)[0] == "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022."
    assert shown(client, ulm)["title"] == "Verschoben: 5. April 2022, Daten"


def test_a_first_date_is_no_move(client):
    ulm = make_ulm(starts_on=None, status="termin-offen")

    ulm.move(starts_on=LATER, reason="", now=NOW)

    assert (ulm.status, ulm.moved_from, ulm.sequence) == ("geplant", None, 1)
    assert told(ulm) == ["Neuer Termin: Dienstag, 5. April 2022."]
    assert shown(client, ulm)["title"] == "5. April 2022, Daten"


def test_a_cancelled_conference_says_so_everywhere(client):
    ulm = make_ulm()

    ulm.cancel(reason="Sturm.", now=NOW)

    assert (ulm.status, ulm.starts_on, ulm.sequence) == ("abgesagt", FIRST_DAY, 1)
    assert told(ulm) == ["Konferenz abgesagt. Grund: Sturm."]
    assert shown(client, ulm) == {
        "title": "Abgesagt: 22. März 2022, Daten",
        "heading": "22. März 2022 Dienstag Abgesagt: Daten",
        "banner": "Abgesagt",
        "list": "22. März 2022 Dienstag Abgesagt: Daten Abgesagt Ulm, vor Ort",
        "schema": "EventCancelled",
    }


def test_a_cancelled_conference_can_be_moved_instead(client):
    ulm = make_ulm()
    ulm.cancel(reason="", now=NOW)

    ulm.move(starts_on=LATER, reason="", now=NOW)

    assert (ulm.status, ulm.sequence) == ("geplant", 2)
    assert told(ulm)[0] == (
        "Die Konferenz findet doch statt. "
        "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022."
    )
    assert shown(client, ulm)["schema"] == "EventRescheduled"


@pytest.mark.parametrize(
    ("called_off", "sentence"),
    [
        ("cancel", "Die Konferenz findet doch statt."),
        ("leave_date_open", "Es bleibt beim Termin: Dienstag, 22. März 2022."),
    ],
)
def test_resuming_brings_the_date_back(client, called_off, sentence):
    ulm = make_ulm()
    getattr(ulm, called_off)(reason="", now=NOW)

    ulm.resume(now=NOW)

    assert (ulm.status, ulm.sequence) == ("geplant", 2)
    assert told(ulm)[0] == sentence
    assert shown(client, ulm)["heading"] == "22. März 2022 Dienstag Daten"


def test_a_conference_that_was_moved_resumes_at_the_new_date(client):
    ulm = make_ulm()
    ulm.move(starts_on=LATER, reason="", now=NOW)
    ulm.cancel(reason="", now=NOW)

    ulm.resume(now=NOW)

    assert (ulm.starts_on, ulm.sequence) == (LATER, 3)
    assert shown(client, ulm)["title"] == "Verschoben: 5. April 2022, Daten"
