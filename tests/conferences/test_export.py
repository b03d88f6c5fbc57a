"""Tables that editors export: all of it comes back as it was, and none of it runs."""

import io
from datetime import date, time

import pytest
import time_machine
from openpyxl import load_workbook

from conferences.models import Conference, ModelProject, Participation, Theme
from smartcity.publishing.roles import CHIEF_EDITORS
from tests.content_cases import make_service
from tests.counting import number_of_queries
from tests.crowd import add_three
from tests.editor import admin_address
from tests.factories import (
    NOW,
    make_colleague,
    make_conference,
    make_editor,
    make_project,
    make_series,
    make_theme,
    stored,
)
from tests.spreadsheets import choose, exported, rows_of, table_address

pytestmark = pytest.mark.django_db

TABLES = [
    (Conference, "conference"),
    (Conference, "participation"),
    (ModelProject, "modelproject"),
    (Theme, "theme"),
]
KINDS = ["csv", "xlsx"]
NASTY = '=HYPERLINK(1); \n\'+49 "x"|y\r\n\u2028\tÄ\x0b&lt;'


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def chief(client):
    client.force_login(make_colleague(CHIEF_EDITORS))
    return client


def make_rich_world():
    """Of every column an example, and of some a nasty one."""
    theme = make_theme(slug="energie", name="Energie; Netze", explanation=NASTY, source="@x")
    merged = make_theme(slug="strom", merged_into=theme, explanation="-")
    project = make_project(["NW", "RP"], slug="eifel", latitude="50.40000", longitude="6.5")
    make_project(slug="ulm", website="https://ulm.example/=1")
    full = make_conference(
        slug="ulm",
        title="  =1+1",
        themes=[theme, make_theme(slug="daten")],
        hosts=[project],
        series=make_series(slug="reihe"),
        number=3,
        teaser=NASTY,
        text="<p>Erstens &amp; zweitens</p><ul><li>x</li></ul>",
        start_time=time(9, 30),
        end_time=time(16),
        ends_on=date(2022, 3, 23),
        moved_from=date(2022, 1, 1),
        confirmed_on=date(2022, 2, 1),
        registration_deadline=date(2022, 3, 1),
        status="bestaetigt",
        land="BW",
        postal_code="01067",
        latitude="48.39841",
        longitude="9.99155",
        attendance="-5",
        source="'=1",
        contact_email="kts@ulm.example",
        public_link="https://ulm.example/anmelden",
    )
    stored(full, accessibility=[make_service()])
    make_conference(slug="kiel", publication="draft", starts_on=None, cost="'x", venue="#N/A")
    return merged


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("model", "name"), TABLES)
def test_what_was_exported_changes_nothing(chief, model, name, kind):
    make_rich_world()
    table = exported(chief, model, name, kind)

    outcome = choose(chief, model, table, name).context["outcome"]

    assert (outcome.faults, outcome.rows) == ([], [])
    assert outcome.unchanged == {"participation": 1}.get(name, model.objects.count())


@pytest.mark.parametrize(("model", "name"), TABLES)
def test_what_was_exported_makes_the_same_elsewhere(chief, model, name):
    make_rich_world()
    table = exported(chief, model, name)
    Participation.objects.all().delete()
    if name != "participation":
        Theme.objects.update(merged_into=None)
        Conference.objects.update(publication="draft", published_at=None)
        if model is Theme:
            Conference.themes.through.objects.all().delete()
        model.objects.all().delete()

    outcome = choose(chief, model, table, name).context["outcome"]

    assert (outcome.faults, outcome.unchanged) == ([], 0)


def test_no_cell_of_a_workbook_is_a_formula(chief):
    make_rich_world()

    book = load_workbook(io.BytesIO(exported(chief, Conference, kind="xlsx").read()))

    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.value for cell in cells if str(cell.value).startswith("=")] == []


def test_control_characters_leave_a_workbook_readable(chief):
    make_conference(title="Daten\x08 \ufffeund\x0bKarten\x9f")

    book = load_workbook(io.BytesIO(exported(chief, Conference, kind="xlsx").read()))

    head, row = book.active.iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["Titel"] == "Daten und Karten"


def test_dates_are_dates_in_a_workbook(chief):
    make_conference(start_time=time(9, 30))

    book = load_workbook(io.BytesIO(exported(chief, Conference, kind="xlsx").read()))

    head, row = book.active.iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert (found["Erster Tag"].date(), found["Beginn"]) == (date(2022, 3, 22), time(9, 30))


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_holds_what_the_list_was_filtered_to(chief, kind):
    make_conference(status="abgesagt", title="Fällt aus")
    make_conference()
    address = table_address(Conference, kind=kind) + "?status__exact=abgesagt"

    sent = chief.get(address)

    assert sent.headers["Content-Disposition"] == f'attachment; filename="konferenzen.{kind}"'
    assert len(rows_of(sent, kind)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_holds_what_was_ticked(chief, kind):
    ticked = make_conference(hosts=[make_project()])
    make_conference(hosts=[make_project()])
    address = admin_address(Conference, "changelist")

    for name in ["conference", "participation"]:
        action = {"action": f"export_{name}_{kind}", "_selected_action": [ticked.pk]}
        assert len(rows_of(chief.post(address, action), kind)) == 1


@pytest.mark.parametrize("query", ["?x=1", "?status__nie=1", "?q=%00", "?id=" + "9" * 30])
def test_a_tampered_address_exports_nothing(chief, query):
    sent = chief.get(table_address(Conference, kind="csv") + query)

    assert sent.status_code in {200, 400}


@pytest.mark.parametrize("tail", ["nie/", "nie.csv", "conference.ods", "theme/"])
def test_what_is_no_table_is_not_found(chief, tail):
    assert chief.get(f"/admin/conferences/conference/table/{tail}").status_code == 404


def test_a_list_leads_to_its_tables(client):
    client.force_login(make_editor())

    page = client.get(admin_address(Conference, "changelist") + "?status__exact=abgesagt")

    for name in ["conference", "participation"]:
        assert f'href="{table_address(Conference, name)}?status__exact=abgesagt"' in page.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("model", "name"), TABLES)
def test_a_long_export_asks_no_more_than_a_short_one(chief, model, name, kind):
    address = table_address(model, name, kind)
    add_three()
    few = number_of_queries(chief, address)
    add_three()

    assert number_of_queries(chief, address) == few
