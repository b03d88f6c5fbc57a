"""Lists as tables for spreadsheets (CSV)."""

import csv
import io
import re
from datetime import date, time

import pytest

from smartcity.outputs.tables import escape_formula
from tests.addresses import TABLES
from tests.counting import number_of_queries
from tests.crowd import add_three
from tests.factories import make_article, make_conference, make_network, make_theme

pytestmark = pytest.mark.django_db

WITHOUT_FILTERS = ["/netzwerke.csv", "/themen.csv"]


def rows(response):
    """The lines below the head, as {heading: cell}."""
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";", strict=True))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\xa0=1+1", "'\xa0=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\n=1", "'\n=1"),
        ("Ulm", "Ulm"),
        ("1=1", "1=1"),
        ("Kiel-Süd", "Kiel-Süd"),
        (None, ""),
        (0, "0"),
    ],
)
def test_no_cell_is_run_as_a_formula(value, cell):
    assert escape_formula(value) == cell


def test_a_spreadsheet_reads_back_what_was_entered(client):
    title = 'Daten; "offen" für\nalle: Ä'
    make_theme(name=title, explanation="=HYPERLINK(1)")

    (row,) = rows(client.get("/themen.csv"))

    assert [*row.values()][:3] == [title, "Konferenzthema", "'=HYPERLINK(1)"]


@pytest.mark.parametrize("address", TABLES)
def test_a_table_opens_in_a_german_excel(client, address):
    response = client.get(address)

    name = response.headers["Content-Disposition"]
    assert response.getvalue().startswith(b'\xef\xbb\xbf"')
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[-a-z]+\.csv"', name)
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_table_holds_what_the_list_shows(client, time_machine):
    time_machine.move_to("2022-03-01T12:00+01:00", tick=False)
    theme = make_theme(slug="energie", name="Energie")
    make_conference(title="Kommt", themes=[theme], city="Ulm")
    make_conference(title="Kommt auch")
    make_conference(title="War", starts_on=date(2021, 1, 1), themes=[theme])

    coming = rows(client.get("/konferenzen.csv?thema=energie"))
    past = rows(client.get("/konferenzen/archiv.csv?thema=energie"))

    assert [(row["Titel"], row["Ort"], row["Erster Tag"]) for row in coming] == [
        ("Kommt", "Ulm", "2022-03-22")
    ]
    assert [row["Titel"] for row in past] == ["War"]


def test_an_open_date_stands_in_no_table(client):
    make_conference(starts_on=date(2099, 1, 1), start_time=time(10), status="termin-offen")

    (row,) = rows(client.get("/konferenzen.csv"))

    assert [row[name] for name in ("Erster Tag", "Letzter Tag", "Beginn")] == ["", "", ""]


@pytest.mark.parametrize("address", TABLES[:4])
@pytest.mark.parametrize("query", ["q=" + "a" * 201, "q=%00", "thema=nie"])
def test_a_question_that_is_not_understood_gives_the_head_alone(client, address, query):
    add_three()

    response = client.get(f"{address}?{query}")

    assert (response.status_code, rows(response)) == (200, [])


@pytest.mark.parametrize("make", [make_conference, make_article, make_network])
def test_no_draft_stands_in_a_table(client, make):
    make(publication="draft")

    assert [rows(client.get(address)) for address in TABLES] == [[]] * len(TABLES)


@pytest.mark.parametrize("address", TABLES)
def test_a_table_that_did_not_change_costs_one_query(client, address, django_assert_num_queries):
    etag = client.get(address).headers["ETag"]

    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.headers["ETag"]) == (304, etag)


@pytest.mark.parametrize("address", TABLES)
def test_a_table_asks_the_same_of_few_and_many(client, address):
    add_three()
    few = number_of_queries(client, address)
    add_three()

    assert number_of_queries(client, address) == few


@pytest.mark.parametrize("address", TABLES)
def test_every_list_leads_to_its_table_with_its_filters(client, address):
    page = client.get(address.replace(".csv", "/"), {"q": "ulm", "ansicht": "nie"})

    query = "" if address in WITHOUT_FILTERS else "?q=ulm"
    assert f'href="{address}{query}"' in page.content.decode()
