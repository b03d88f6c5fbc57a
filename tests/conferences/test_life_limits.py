"""Where the life of a conference ends or cannot go: online, taken back, refused."""

from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import ValidationError

from conferences.models import Conference
from smartcity.content.models import ContentVersion
from tests.factories import FIRST_DAY, NOW, make_conference, withdraw
from tests.reading import facts, stops, structured

pytestmark = pytest.mark.django_db

LATER = date(2022, 4, 5)
WHY = {"now": NOW, "reason": "Sturm."}
OPERATIONS = [
    ("confirm", {"now": NOW}),
    ("move", {"starts_on": LATER} | WHY),
    ("leave_date_open", WHY),
    ("cancel", WHY),
    ("go_online", WHY),
]


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


def make_ulm(**fields):
    return make_conference(**{"title": "Daten", "slug": "ulm", "city": "Ulm"} | fields)


def told():
    return [change.sentence for change in Conference.objects.get().changes.all()]


def state():
    return Conference.objects.values().get(), ContentVersion.objects.values().get(), told()


def test_online_the_host_keeps_inviting_and_no_venue_remains(client):
    ulm = make_ulm(venue="Stadthaus", latitude="48.39841", longitude="9.99155")

    ulm.go_online(public_link="https://example.org/stream", **WHY)

    stored = Conference.objects.get()
    page = client.get("/konferenzen/ulm/")
    assert (stored.format, stored.venue, stored.point, stored.sequence) == ("virtuell", "", None, 1)
    assert told() == [
        "Form: Online statt Vor Ort. Neuer Link zur Anmeldung oder Übertragung. Grund: Sturm."
    ]
    assert facts(page) == {"Ort": "Online", "Gastgeber": "Ulm"}
    assert stops(client.get("/konferenzen/")) == [
        "22. März 2022 Dienstag Daten online, Gastgeber: Ulm"
    ]
    assert structured(page)["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")


def test_what_was_taken_back_is_gone_from_pages_and_lists(client):
    ulm = make_ulm()

    withdraw(ulm, **WHY)

    assert (ulm.publication, ulm.withdrawn_at, ulm.sequence) == ("withdrawn", NOW, 1)
    assert told() == ["Konferenz zurückgezogen. Grund: Sturm."]
    assert client.get("/konferenzen/ulm/").status_code == 410
    assert stops(client.get("/konferenzen/")) == []


@pytest.mark.parametrize(("operation", "arguments"), OPERATIONS)
def test_a_draft_changes_without_a_word(operation, arguments):
    draft = make_ulm(publication="draft")

    getattr(draft, operation)(**arguments)

    assert Conference.objects.get() == draft
    assert (told(), draft.moved_from) == ([], None)


@pytest.mark.parametrize(("operation", "arguments"), OPERATIONS)
def test_what_was_done_already_is_refused_the_second_time(operation, arguments):
    ulm = make_ulm()
    getattr(ulm, operation)(**arguments)
    before = state()

    with pytest.raises(ValidationError):
        getattr(ulm, operation)(**arguments)

    assert state() == before


@pytest.mark.parametrize(("operation", "arguments"), OPERATIONS)
def test_nothing_happens_to_what_was_withdrawn(operation, arguments):
    ulm = make_ulm()
    withdraw(ulm, **WHY)
    before = state()

    with pytest.raises(ValidationError):
        getattr(ulm, operation)(**arguments)

    assert state() == before


@pytest.mark.parametrize(
    ("fields", "operation", "arguments", "sentence"),
    [
        (
            {"status": "termin-offen", "starts_on": None},
            "confirm",
            {"now": NOW},
            "Ohne Datum gibt es nichts zu bestätigen.",
        ),
        (
            {"status": "abgesagt"},
            "confirm",
            {"now": NOW},
            "Die Konferenz wurde abgesagt: Bitte zuerst wieder aufnehmen.",
        ),
        (
            {"status": "abgesagt"},
            "go_online",
            WHY,
            "Die Konferenz wurde abgesagt: Bitte zuerst wieder aufnehmen.",
        ),
        (
            {},
            "resume",
            {"now": NOW},
            "Nur was abgesagt oder offen ist, kann wieder aufgenommen werden.",
        ),
        (
            {"status": "termin-offen", "starts_on": None},
            "resume",
            {"now": NOW},
            "Ohne Datum gibt es nichts wieder aufzunehmen: Bitte ein neues angeben.",
        ),
        (
            {"ends_on": LATER, "programme": [{"day": 9, "starts": time(9), "title": "Rundgang"}]},
            "move",
            {"starts_on": LATER, "ends_on": LATER} | WHY,
            "Das Programm hat mehr Tage.",
        ),
        (
            {},
            "move",
            {"starts_on": LATER, "registration_deadline": date(2022, 4, 6)} | WHY,
            "Die Anmeldung kann nicht nach der Konferenz enden.",
        ),
        (
            {},
            "cancel",
            {"now": NOW, "reason": "x" * 501},
            "Bitte sicherstellen, dass der Wert aus höchstens 500 Zeichen besteht. "
            "(Er besteht aus 501 Zeichen.)",
        ),
    ],
)
def test_the_impossible_is_refused_with_a_sentence(fields, operation, arguments, sentence):
    ulm = make_ulm(**fields)
    before = state()

    with pytest.raises(ValidationError) as refused:
        getattr(ulm, operation)(**arguments)

    assert refused.value.messages == [sentence]
    assert state() == before
    assert ulm.status == fields.get("status", "geplant")
    assert ulm.starts_on == fields.get("starts_on", FIRST_DAY)


def test_an_operation_starts_from_what_another_editor_stored():
    ulm = make_ulm()
    as_seen_before = Conference.objects.get()
    ulm.go_online(**WHY)

    as_seen_before.move(starts_on=LATER, **WHY)

    assert Conference.objects.get().format == "virtuell"


def test_a_move_never_puts_the_programme_into_the_hour_that_clocks_skip():
    ulm = make_ulm(
        ends_on=date(2022, 3, 23),
        programme=[{"day": 2, "starts": time(2, 30), "title": "Nachtspaziergang"}],
    )
    before = state()

    # Clocks go from 2:00 to 3:00 on 27 March 2022.
    with pytest.raises(ValidationError, match="Nachtspaziergang"):
        ulm.move(starts_on=date(2022, 3, 26), **WHY)

    assert state() == before


def test_the_new_date_of_a_confirmed_conference_can_be_confirmed():
    ulm = make_ulm(status="bestaetigt", confirmed_on=date(2022, 2, 1))
    ulm.move(starts_on=LATER, **WHY)

    ulm.confirm(now=NOW)

    assert Conference.objects.get().confirmed_on == date(2022, 3, 1)
    assert told()[0] == "Termin bestätigt."


def test_what_is_confirmed_is_not_confirmed_again():
    ulm = make_ulm(status="bestaetigt", confirmed_on=date(2022, 2, 1))

    with pytest.raises(ValidationError, match="So steht es schon da"):
        ulm.confirm(now=NOW)
