"""Times are minutes everywhere, and an end at midnight ends its day everywhere."""

from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.urls import reverse

from conferences.feeds.calendar_links import calendar_links
from conferences.feeds.calendar_panel import CalendarPanel
from conferences.models import Conference, ProgrammeItem
from smartcity.spreadsheets.workbooks import A_WHOLE_DAY
from tests.calendars import events_in, moment
from tests.editor import admin_address, edit, errors_of, filled
from tests.factories import FIRST_DAY, NOW, TODAY, make_conference, make_editor
from tests.reading import structured
from tests.spreadsheets import choose, csv_file, imported, xlsx_file

pytestmark = pytest.mark.django_db

EVENING = {"slug": "ulm", "title": "Ulm", "start_time": time(18), "end_time": time(0)}
ITEM = {"day": 1, "starts": time(20), "ends": time(0), "title": "Ausklang"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def ulm():
    return make_conference(**EVENING, programme=[ITEM])


def times_of(conference):
    stored = Conference.objects.get(pk=conference.pk)
    return stored.start_time, stored.end_time


def test_seconds_are_cut_wherever_they_come_from(editor):
    ulm = make_conference(start_time=time(9, 0, 30), end_time=time(10, 0, 50))
    written = times_of(ulm)

    edit(editor, ulm, start_time="09:30:59", end_time="10:30:01")

    assert (written, times_of(ulm)) == ((time(9), time(10)), (time(9, 30), time(10, 30)))


def test_file_and_links_have_the_same_times(client):
    ulm = make_conference(
        slug="ulm", title="Ulm", start_time=time(9, 0, 30), end_time=time(9, 1, 50)
    )

    [(_name, google), *_outlook] = calendar_links(ulm, TODAY)
    event = events_in(client.get("/konferenzen/ulm.ics"))["Ulm"]

    assert parse_qs(urlsplit(google).query)["dates"] == ["20220322T090000/20220322T090100"]
    period = [moment(event[name].dt) for name in ["dtstart", "dtend"]]
    assert period == ["2022-03-22T08:00:00Z", "2022-03-22T08:01:00Z"]


@pytest.mark.parametrize("end", ["09:00", "09:00:50"])
def test_an_end_at_the_begin_is_told_as_that(editor, end):
    ulm = make_conference(publication="draft")

    response = edit(editor, ulm, start_time="09:00:30", end_time=end)

    assert errors_of(response) == {"end_time": ["Beginn und Ende sind gleich."]}


def test_an_end_of_an_item_at_its_begin_is_told_as_that(editor):
    ulm = make_conference(programme=[ITEM])

    response = edit(editor, ulm, **{"programme-0-ends": "20:00"})

    assert errors_of(response) == {"ends": ["Beginn und Ende sind gleich."]}


@pytest.mark.parametrize("end", ["24:00", "00:00", "0:00", "24:00:00", " 24:00 "])
def test_midnight_can_be_said_in_the_form(editor, end):
    ulm = make_conference(programme=[{"starts": time(10), "title": "Auftakt"}])

    edit(editor, ulm, start_time="18:00", end_time=end, **{"programme-0-ends": end})

    assert times_of(ulm) == (time(18), time(0))
    assert ProgrammeItem.objects.get().ends == time(0)


def test_the_form_shows_it_as_it_is_said(editor, ulm):
    data = filled(editor.get(admin_address(ulm)).context)

    assert (data["end_time"], data["programme-0-ends"]) == ("24:00", "24:00")


@pytest.mark.parametrize("begin", ["24:00", "25:00"])
def test_nothing_begins_at_the_end_of_a_day(editor, begin):
    ulm = make_conference()

    response = edit(editor, ulm, start_time=begin, end_time="24:00")

    assert "start_time" in errors_of(response)


@pytest.mark.parametrize("cell", ["24:00", "0:00", "00:00:00", "24:00 Uhr", "24.00"])
def test_midnight_can_be_said_in_a_table(editor, cell):
    ulm = make_conference(slug="ulm", start_time=time(18))

    imported(editor, Conference, csv_file(["Adresse", "Ende"], ["ulm", cell]))

    assert times_of(ulm) == (time(18), time(0))


@pytest.mark.parametrize("cell", [*A_WHOLE_DAY, "24:00"])
def test_a_spreadsheet_stores_midnight_as_a_whole_day(editor, cell):
    ulm = make_conference(slug="ulm", start_time=time(18))

    imported(editor, Conference, xlsx_file(["Adresse", "Ende"], ["ulm", cell]))

    assert times_of(ulm) == (time(18), time(0))


def test_a_table_gives_it_back_as_it_is_said(editor, ulm):
    preview = choose(editor, Conference, csv_file(["Adresse", "Ende"], ["ulm", "24:00"]))

    assert preview.context["outcome"].unchanged == 1
    assert '"18:00";"24:00"' in editor.get("/konferenzen.csv").getvalue().decode()


def test_pages_show_one_day_until_midnight(client, ulm):
    page = client.get("/konferenzen/ulm/").content.decode().replace("\xa0", " ")

    assert "Dienstag, 18:00 bis 24:00 Uhr" in page
    assert "20:00 bis 24:00 Uhr" in page
    assert "18:00 bis 24:00" in client.get("/konferenzen/").content.decode().replace("\xa0", " ")
    make_conference(slug="kiel", start_time=time(18), end_time=time(23))
    month = client.get("/konferenzen/kalender/2022/3/").content.decode()
    assert month.count("/konferenzen/ulm/") == month.count("/konferenzen/kiel/")


def test_it_runs_until_midnight(client, ulm):
    late = datetime(2022, 3, 22, 22, 59, tzinfo=UTC)
    midnight = datetime(2022, 3, 22, 23, 0, tzinfo=UTC)

    assert [ulm.is_running(it) for it in (late, midnight)] == [True, False]
    running = [Conference.objects.running(it).count() for it in (late, midnight)]
    assert running == [1, 0]
    with time_machine.travel(late, tick=False):
        assert "Bis 24:00" in client.get("/konferenzen/ulm/").content.decode()


def test_calendars_end_it_at_the_begin_of_the_next_day(client, ulm):
    events = events_in(client.get("/konferenzen/ulm.ics?programm=1"))

    ends = {name: moment(event["dtend"].dt) for name, event in events.items()}
    assert ends == {"Ulm": "2022-03-22T23:00:00Z", "Ausklang": "2022-03-22T23:00:00Z"}
    when = dict(CalendarPanel.of(ulm).words)["Wann"]
    assert when == "Dienstag, 22. März 2022, 18:00 bis 24:00 Uhr"
    [(_name, google), (_name, outlook), *_private] = calendar_links(ulm, TODAY)
    assert parse_qs(urlsplit(google).query)["dates"] == ["20220322T180000/20220323T000000"]
    assert parse_qs(urlsplit(outlook).query)["enddt"] == ["2022-03-23T00:00:00+01:00"]


def test_machines_learn_the_moment_and_the_day(client, ulm):
    told = structured(client.get("/konferenzen/ulm/"))
    api = client.get("/api/v1/conferences/ulm/").json()

    assert told["endDate"] == told["subEvent"][0]["endDate"] == "2022-03-23T00:00:00+01:00"
    assert (api["ends_on"], api["ends_at"]) == ("2022-03-22", "2022-03-23T00:00:00+01:00")
    assert api["programme"][0]["ends_at"] == "2022-03-23T00:00:00+01:00"


def test_the_history_and_the_log_of_changes_say_it(editor):
    ulm = make_conference(start_time=time(18), end_time=time(23), now=NOW)

    edit(editor, ulm, end_time="24:00")

    history = editor.get(admin_address(ulm, "history")).content.decode()
    assert "24:00" in history
    assert ulm.changes.get().text == "Ende 24:00 statt 23:00 Uhr."


def test_over_several_days_midnight_ends_the_last_one(client):
    make_conference(**EVENING, ends_on=date(2022, 3, 23))

    event = events_in(client.get("/konferenzen/ulm.ics"))["Ulm"]

    assert moment(event["dtend"].dt) == "2022-03-23T23:00:00Z"


TWICE = {"starts_on": "30.10.2022", "ends_on": "30.10.2022"}
SENTENCE = "An diesem Tag gibt es diese Stunde zweimal (Ende der Sommerzeit)."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_time": "02:30", "end_time": "10:00"}, "start_time"),
        ({"start_time": "01:00", "end_time": "02:00"}, "end_time"),
        ({"programme-0-starts": "02:59", "programme-0-ends": "04:00"}, "starts"),
    ],
)
def test_the_hour_that_exists_twice_is_refused(editor, changes, field):
    ulm = make_conference(publication="draft", programme=[ITEM])

    response = edit(editor, ulm, **TWICE | changes)

    assert errors_of(response) == {field: [SENTENCE]}


def test_the_hours_around_it_are_taken(editor):
    ulm = make_conference(publication="draft")

    edit(editor, ulm, **TWICE, start_time="01:59", end_time="03:00")

    assert times_of(ulm) == (time(1, 59), time(3))


def test_midnight_can_be_said_when_it_is_moved(editor, ulm):
    address = reverse("admin:conferences_conference_operation", args=[ulm.pk, "move"])
    asked = {
        "starts_on": "05.04.2022",
        "start_time": "19:00",
        "end_time": "24:00",
        "reason": "Saal.",
    }
    shown = editor.post(address, asked | {"shown": "yes"})

    editor.post(address, asked | {"confirmed": "yes", "fingerprint": shown.context["fingerprint"]})

    assert times_of(ulm) == (time(19), time(0))


def test_a_day_may_begin_at_midnight_and_end_there(editor):
    ulm = make_conference()

    edit(editor, ulm, start_time="00:00", end_time="24:00")

    stored = Conference.objects.get(pk=ulm.pk)
    assert (stored.begins_at.date(), stored.ends_at.date()) == (FIRST_DAY, date(2022, 3, 23))
