"""Fetch, change, fetch: what a calendar program learns from each thing that can happen."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
import time_machine

from conferences.models import Conference
from tests.calendars import calendar_in, moment
from tests.editor import edit, take_step
from tests.factories import NOW, make_conference, make_editor, make_theme

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
Status = Conference.Status
ULM = {
    "slug": "ulm",
    "title": "Ulm",
    "now": NOW,
    "venue": "Stadthaus",
    "city": "Ulm",
    "start_time": time(10),
    "end_time": time(15),
}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@dataclass
class Fetched:
    uid: str
    sequence: int
    etags: list
    file: object
    feed: object

    def told(self, *names):
        return [str(self.file[name]) for name in names]


def fetch(client, slug="ulm"):
    answers = [client.get(f"/konferenzen/{slug}.ics"), client.get("/konferenzen.ics")]
    (file,), (feed,) = [calendar_in(answer.content).events for answer in answers]
    etags = [answer["ETag"] for answer in answers]
    return Fetched(str(file["uid"]), file["sequence"], etags, file, feed)


def period(fetched):
    return [moment(fetched.file[name].dt) for name in ["dtstart", "dtend"]]


def assert_announced(before, after, *, is_revised=True):
    """The same event in a new version, in file and feed alike; *is_revised* as to its date."""
    assert after.uid == before.uid
    assert (after.sequence > before.sequence) == is_revised
    assert after.file["dtstamp"].dt == after.file["last-modified"].dt == LATER
    assert not set(before.etags) & set(after.etags)
    assert after.file.to_ical() == after.feed.to_ical() != before.file.to_ical()


OPERATIONS = {
    "confirm": (
        {},
        lambda ulm: ulm.confirm(now=LATER),
        ["CONFIRMED", "Ulm", "01.03.2022: Termin bestätigt."],
    ),
    "move": (
        {},
        lambda ulm: ulm.move(starts_on=date(2022, 4, 5), now=LATER, reason="Saal."),
        ["TENTATIVE", "Ulm", "Verschoben, bisher: Dienstag, 22. März 2022."],
    ),
    "leave open": (
        {},
        lambda ulm: ulm.leave_date_open(now=LATER, reason="Saal."),
        [
            "TENTATIVE",
            "Termin offen: Ulm",
            "Der Termin ist offen. Geplant war: Dienstag, 22. März 2022.",
        ],
    ),
    "cancel": (
        {},
        lambda ulm: ulm.cancel(now=LATER, reason="Hochwasser."),
        ["CANCELLED", "Abgesagt: Ulm", "Diese Konferenz ist abgesagt."],
    ),
    "resume": (
        {"status": Status.CANCELLED},
        lambda ulm: ulm.resume(now=LATER),
        ["TENTATIVE", "Ulm", "01.03.2022: Die Konferenz findet doch statt."],
    ),
    "go online": (
        {},
        lambda ulm: ulm.go_online(now=LATER, reason="", public_link="https://ulm.example/live"),
        [
            "TENTATIVE",
            "Ulm",
            "01.03.2022: Form: Online statt Vor Ort. Neuer Link zur Anmeldung oder Übertragung.",
        ],
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_reaches_who_fetches_again(client, name):
    fields, operation, told = OPERATIONS[name]
    ulm = make_conference(**ULM | fields)
    before = fetch(client)

    operation(ulm)

    after = fetch(client)
    assert_announced(before, after)
    first_line = after.file["description"].splitlines()[0]
    assert [*after.told("status", "summary"), first_line] == told


def test_a_moved_conference_is_at_its_new_time_only(client):
    ulm = make_conference(**ULM)
    before = fetch(client)

    ulm.move(starts_on=date(2022, 4, 5), now=LATER, reason="Saal.", start_time=time(9))

    assert period(before) == ["2022-03-22T09:00:00Z", "2022-03-22T14:00:00Z"]
    assert period(fetch(client)) == ["2022-04-05T07:00:00Z", "2022-04-05T13:00:00Z"]


def test_what_went_online_has_a_link_and_no_hall(client):
    ulm = make_conference(**ULM)

    ulm.go_online(now=LATER, reason="", public_link="https://ulm.example/live")

    assert fetch(client).told("location", "conference") == ["Online", "https://ulm.example/live"]


def test_what_is_withdrawn_keeps_its_time_and_says_nothing_else(editor):
    ulm = make_conference(**ULM, teaser="Geheim")
    before = fetch(editor)

    take_step(editor, ulm, "withdraw")

    after = fetch(editor)
    assert_announced(before, after)
    assert after.told("status", "summary", "transp") == ["CANCELLED", "Abgesagt", "TRANSPARENT"]
    assert period(after) == period(before)
    assert not {"DESCRIPTION", "URL", "LOCATION", "CATEGORIES"} & after.file.keys()
    assert editor.get("/konferenzen/ulm/").status_code == 410


@pytest.mark.parametrize(
    ("changes", "first_line"),
    [
        (
            {"starts_on": "05.04.2022", "ends_on": "06.04.2022"},
            "Verschoben, bisher: Dienstag, 22. März 2022.",
        ),
        ({"start_time": "09:30"}, "01.03.2022: Beginn 9:30 statt 10:00 Uhr."),
        ({"end_time": ""}, "01.03.2022: Ende noch nicht bekannt."),
        ({"venue": "Messe"}, "01.03.2022: Neuer Ort: Messe, Ulm, bisher: Stadthaus, Ulm."),
        ({"format": "hybrid"}, "01.03.2022: Form: Vor Ort und online statt Vor Ort."),
        ({"status": "abgesagt"}, "Diese Konferenz ist abgesagt."),
    ],
)
def test_a_direct_edit_is_told_like_an_operation(editor, changes, first_line):
    ulm = make_conference(**ULM)
    before = fetch(editor)

    edit(editor, ulm, **changes)

    after = fetch(editor)
    assert_announced(before, after)
    assert after.file["description"].splitlines()[0] == first_line


@pytest.mark.parametrize("changes", [{"title": "Ulm II"}, {"teaser": "Neu."}, {"slug": "ulm-2022"}])
def test_what_is_no_matter_of_the_date_changes_the_entry_but_not_its_revision(editor, changes):
    ulm = make_conference(**ULM)
    before = fetch(editor)

    edit(editor, ulm, **changes)

    # The former address answers directly, without a redirect.
    assert_announced(before, fetch(editor), is_revised=False)


def test_a_renamed_theme_changes_the_entry_but_not_its_revision(editor):
    theme = make_theme(name="Energie")
    make_conference(**ULM, themes=[theme])
    before = fetch(editor)

    edit(editor, theme, name="Strom, Wärme")

    after = fetch(editor)
    assert_announced(before, after, is_revised=False)
    assert after.file["categories"].to_ical() == "Strom / Wärme".encode()
