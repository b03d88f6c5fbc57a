"""Long tables: looked at in slices with the lock free between them, kept in one transaction."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences.models import Conference, Theme
from smartcity.content.models import ContentVersion
from smartcity.content.transaction import stored_version
from smartcity.publishing.addresses import remember_slug
from smartcity.spreadsheets import imports
from tests.factories import make_colleague, make_conference, make_series, make_theme
from tests.searching import stale_search_columns
from tests.spreadsheets import choose, confirm, csv_file, differences_of, faults_of
from tests.staleness import stale_entries

HEAD = ["Adresse", "Titel", "Form"]


def rows(number, begin=0):
    return [[f"k-{it}", f"Konferenz {it}", "Virtuell"] for it in range(begin, begin + number)]


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch):
    monkeypatch.setattr(imports, "SLICE", 3)
    monkeypatch.setattr(imports, "PAUSE", 0)
    # However slow the machine is.
    monkeypatch.setattr(imports, "LONGEST_HOLD", 3600)


@pytest.fixture
def _short_requests(monkeypatch):
    monkeypatch.setattr(imports, "LONGEST_LOOK", 0)


@pytest.fixture
def editor(client):
    client.force_login(make_colleague("Redaktion"))
    return client


@pytest.mark.django_db
def test_more_than_500_rows_are_imported(client, monkeypatch):
    monkeypatch.setattr(imports, "SLICE", 200)
    client.force_login(make_colleague("Chefredaktion"))
    table = csv_file(
        ["Adresse", "Name", "Art"], *[[f"t-{it}", f"T {it}", "AEG"] for it in range(501)]
    )

    page = choose(client, Theme, table)
    while page.status_code == 200:
        page = confirm(client, page)

    assert Theme.objects.count() == 501


@pytest.mark.django_db
@pytest.mark.usefixtures("_short_requests")
def test_a_long_table_tells_how_far_it_was_looked_at_and_goes_on(editor):
    page = choose(editor, Conference, csv_file(HEAD, *rows(8)))
    pages = [page]
    while pages[-1].context["outcome"].is_open:
        pages.append(confirm(editor, pages[-1]))

    outcome = pages[-1].context["outcome"]
    assert [it.context["outcome"].looked_at for it in pages] == [3, 6, 8]
    assert "3 von 8 Zeilen" in page.content.decode()
    assert [it.number for it in outcome.rows] == [*range(2, 10)]
    assert Conference.objects.count() == 0
    assert confirm(editor, pages[-1]).status_code == 302
    assert Conference.objects.count() == 8


@pytest.mark.django_db
@pytest.mark.usefixtures("_short_requests")
def test_faults_of_all_slices_are_told_and_nothing_is_kept(editor):
    wrong = [["k-0", "", "Virtuell"], ["k-x", "X", "Brieftaube"]]
    page = choose(editor, Conference, csv_file(HEAD, wrong[0], *rows(4, begin=1), wrong[1]))
    while page.context["outcome"].is_open:
        page = confirm(editor, page)

    assert [it[:2] for it in faults_of(page)] == [(2, "Titel"), (7, "Form")]
    assert page.context["seal"] == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("_short_requests")
@pytest.mark.parametrize(
    ("head", "cells", "column"),
    [
        (["Reihe", "Nummer in der Reihe"], ["reihe", "3"], "Nummer in der Reihe"),
        (["Ort"], ["Ulm"], None),
    ],
)
def test_a_row_is_compared_with_those_of_other_slices(editor, head, cells, column):
    make_series(slug="reihe")
    table = [[*row, *cells] for row in rows(5)]
    for row in table[1:4]:
        row[3:] = [""] * len(cells)
    page = choose(editor, Conference, csv_file([*HEAD, *head], *table))
    while page.context["outcome"].is_open:
        page = confirm(editor, page)

    assert [it[:2] for it in faults_of(page)] == ([(6, column)] if column else [])


@pytest.mark.django_db
def test_an_address_that_stands_in_two_slices_is_refused(editor):
    preview = choose(
        editor, Conference, csv_file(HEAD, *rows(5), ["k-1", "Noch einmal", "Virtuell"])
    )

    assert [it[0] for it in faults_of(preview)] == [7]


@pytest.mark.django_db
def test_a_long_table_that_is_not_true_any_more_is_shown_again(editor):
    for number in range(5):
        make_conference(slug=f"k-{number}", title="Alt")
    table = csv_file(["Adresse", "Titel"], *[[f"k-{number}", "Neu"] for number in range(5)])
    preview = choose(editor, Conference, table)
    Conference.objects.filter(slug="k-4").update(title="Anders")

    again = confirm(editor, preview)

    assert set(Conference.objects.values_list("title", flat=True)) == {"Alt", "Anders"}
    assert differences_of(again)[-1] == (6, [("Titel", "Anders", "Neu")])


@pytest.mark.django_db
def test_all_rows_of_a_long_table_are_found_and_have_a_version(editor, monkeypatch):
    monkeypatch.setattr("smartcity.content.search_columns.STORED_IN_AN_EDIT", 4)
    theme = make_theme(slug="energie", name="Wärmenetze")
    stored_version()
    ContentVersion.objects.update(search_format="1")
    table = csv_file([*HEAD, "Themen"], *[[*row, "energie"] for row in rows(7)])

    confirm(editor, choose(editor, Conference, table))

    found = Conference.objects.searching("Wärmenetze")
    assert (found.count(), theme.conferences.count()) == (7, 7)
    assert {it.history.get().history_type for it in found} == {"+"}
    assert stored_version().search_format == "1"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["k-{}", "alt-{}"])
def test_rows_are_read_together_by_each_of_their_addresses(editor, monkeypatch, address):
    """A changed row costs few questions of its own, whatever it is made of."""
    monkeypatch.setattr(imports, "SLICE", 50)
    theme = make_theme(slug="energie", name="Wärmenetze")
    for number in range(12):
        remember_slug(make_conference(slug=f"k-{number}", title="Alt"), f"alt-{number}")
    asked = []
    for begin, end in [(0, 2), (2, 12)]:
        cells = [[address.format(it), "Neu", "energie"] for it in range(begin, end)]
        preview = choose(editor, Conference, csv_file(["Adresse", "Titel", "Themen"], *cells))
        with CaptureQueriesContext(connection) as asked_now:
            assert confirm(editor, preview).status_code == 302
        asked.append(len(asked_now))

    assert asked[1] - asked[0] <= 8 * 30
    assert (theme.conferences.count(), stale_entries(), stale_search_columns()) == (12, [], [])
    for conference in Conference.objects.filter(title="Neu"):
        assert [it.history_type for it in conference.history.all()] == ["~", "+"]
        assert conference.history.first().history_related["themes"] == [theme.pk]


@pytest.mark.django_db
def test_an_import_that_keeps_others_waiting_for_too_long_leaves_nothing(editor, monkeypatch):
    preview = choose(editor, Conference, csv_file(HEAD, *rows(5)))
    monkeypatch.setattr(imports, "LONGEST_HOLD", 0)

    answer = confirm(editor, preview)

    assert (answer.status_code, Conference.objects.count()) == (302, 0)
    page = editor.get(answer.url).content.decode()
    assert "Es wurde nichts übernommen" in page


@pytest.mark.django_db
def test_rows_beyond_those_that_are_listed_are_counted_and_imported(editor, monkeypatch):
    monkeypatch.setattr("smartcity.spreadsheets.outcomes.SHOWN_ROWS", 4)

    preview = choose(editor, Conference, csv_file(HEAD, *rows(6)))

    assert len(preview.context["outcome"].rows) == 4
    assert "2 weitere Zeilen" in preview.content.decode()
    confirm(editor, preview)
    assert Conference.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_others_save_between_two_slices(editor, monkeypatch):
    """The pause between slices runs another writer to its end."""
    versions = []

    def save_elsewhere():
        make_theme()
        versions.append(stored_version().content)
        # Not close(), which keeps a database in memory open, also for a thread that ends.
        connection._close()

    def pause(_seconds):
        writer = threading.Thread(target=save_elsewhere)
        writer.start()
        writer.join()

    monkeypatch.setattr(imports, "sleep", pause)

    preview = choose(editor, Conference, csv_file(HEAD, *rows(7)))

    assert (len(versions), preview.context["outcome"].new) == (2, 7)
    assert Conference.objects.count() == 0
    assert confirm(editor, preview).status_code == 302
