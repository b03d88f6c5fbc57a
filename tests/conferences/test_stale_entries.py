import pytest
from django.core.checks import Tags, run_checks
from django.db import DatabaseError

from conferences.models import Conference
from tests.factories import make_conference

pytestmark = pytest.mark.django_db


def warnings():
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [warning for warning in found if warning.id.startswith("conferences.")]


def found():
    return [warning.id for warning in warnings()]


def test_entries_as_an_edit_leaves_them_are_fine():
    make_conference()
    make_conference(starts_on=None, status=Conference.Status.OPEN)

    assert found() == []


def test_an_empty_database_is_fine():
    assert found() == []


def test_a_missing_entry_is_found_and_the_remedy_named():
    make_conference()
    Conference.objects.update(entry=None)

    [warning] = warnings()

    assert warning.id == "conferences.W002"
    assert warning.hint == "Run manage.py rebuild_calendar."


def test_a_draft_needs_no_entry():
    make_conference(publication="draft")
    Conference.objects.update(entry=None)

    assert found() == []


def test_entries_of_another_format_are_found(settings):
    make_conference()
    settings.SITE_URL = "https://neu.example"

    assert found() == ["conferences.W001"]


def test_an_entry_that_differs_from_a_fresh_one_is_found():
    make_conference(slug="ulm")
    Conference.objects.update(title="Written without a content transaction")

    [warning] = warnings()

    assert warning.id == "conferences.W003"
    assert warning.msg == "Stored calendar entries differ from fresh ones: ulm."


def test_programme_entries_that_differ_are_found():
    make_conference(slug="ulm")
    Conference.objects.update(programme_entries=b"damaged")

    assert found() == ["conferences.W003"]


def test_the_oldest_is_looked_at_too(django_assert_max_num_queries):
    old = make_conference(slug="ulm")
    for _ in range(3):
        make_conference()
    Conference.objects.filter(pk=old.pk).update(teaser="Written without a content transaction")

    with django_assert_max_num_queries(13):
        assert found() == ["conferences.W003"]


def test_of_very_many_only_a_sample_is_built(monkeypatch):
    monkeypatch.setattr("conferences.feeds.checks.SAMPLE", 2)
    for _ in range(3):
        make_conference()
    Conference.objects.update(teaser="Written without a content transaction")

    [warning] = warnings()

    assert warning.msg.count(",") == 1


def test_it_is_silent_while_the_tables_do_not_exist(monkeypatch):
    def no_table(self, now):
        raise DatabaseError("no such table: conferences_conference")

    monkeypatch.setattr("conferences.querysets.ConferenceQuerySet.in_calendar", no_table)

    assert found() == []


def test_an_ordinary_check_reads_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        run_checks()
