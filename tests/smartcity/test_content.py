from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferences.calendar.entries import entry_format
from conferences.calendar.ical import entry_of
from conferences.models import Conference, Theme
from smartcity.content.transaction import content_change, current_version, next_change_after
from smartcity.models import Page
from tests.edits import LATER, edited
from tests.factories import NOW, make_conference, make_project, make_series, make_theme, stored

pytestmark = pytest.mark.django_db


def fresh_entry(conference):
    return entry_of(Conference.objects.for_entries().get(pk=conference.pk))


def test_an_edit_raises_both_counters_when_an_entry_shows_it():
    conference = make_conference()
    before = current_version(NOW)

    edited(conference, title="Neuer Titel")

    after = current_version(NOW)
    assert (after.content, after.calendar) == (before.content + 1, before.calendar + 1)


def test_what_no_entry_shows_leaves_the_calendar_counter_alone():
    theme = make_theme()
    before = current_version(NOW)

    edited(theme, explanation="Neu erklärt.")

    after = current_version(NOW)
    assert (after.content, after.calendar) == (before.content + 1, before.calendar)


def test_a_content_transaction_without_writes_raises_no_version():
    before = current_version(NOW)

    with content_change(LATER):
        pass

    assert current_version(NOW).content == before.content


def test_an_edit_that_fails_leaves_no_trace():
    conference = make_conference(title="Alt")
    before = current_version(NOW).content

    with pytest.raises(IntegrityError):
        edited(conference, title="Neu", ends_on=date(2000, 1, 1))

    conference.refresh_from_db()
    assert (conference.title, current_version(NOW).content) == ("Alt", before)


@pytest.mark.parametrize("shown", ["theme", "series", "project"])
def test_renaming_what_an_entry_shows_makes_it_anew(shown):
    theme, series, project = make_theme(), make_series(), make_project()
    conference = make_conference(themes=[theme], series=series, number=1, hosts=[project])
    revision = conference.entry_revision
    renamed = {"theme": theme, "series": series, "project": project}[shown]
    field = "singular" if shown == "series" else "name"

    edited(renamed, **{field: "Umbenannt"})

    conference.refresh_from_db()
    entry = bytes(conference.entry)
    assert entry == fresh_entry(conference)
    assert b"Umbenannt" in entry
    assert conference.entry_revision > revision
    assert conference.entry_changed_at == LATER


def test_a_theme_renamed_touches_no_other_conference():
    theme, other = make_theme(), make_conference()
    make_conference(themes=[theme])

    edited(theme, name="Umbenannt")

    assert Conference.objects.get(pk=other.pk).entry_changed_at == other.entry_changed_at


def test_a_former_slug_of_a_public_conference_keeps_leading_to_it():
    conference = make_conference(slug="alt")

    edited(conference, slug="neu")

    assert list(Conference.objects.at("alt")) == [conference]


def test_the_slug_of_a_draft_leaves_no_trace():
    conference = make_conference(slug="alt", publication="draft")

    edited(conference, slug="neu")

    assert list(Conference.objects.at("alt")) == []


def test_a_current_slug_wins_over_a_former_one(client):
    make_conference(slug="frueher").former_slugs.create(slug="ulm")
    make_conference(slug="ulm", title="Heute hier")

    assert b"Heute hier" in client.get("/konferenzen/ulm/").content
    assert b"Heute hier" in client.get("/konferenzen/ulm.ics").content


def test_a_former_slug_leads_to_nothing_of_another_kind(client):
    conference = make_conference()
    theme = make_theme(pk=conference.pk)
    theme.former_slugs.create(slug="frueher")

    assert client.get("/konferenzen/frueher/").status_code == 404
    assert client.get("/konferenzen/frueher.ics").status_code == 404


def test_a_slug_taken_up_again_is_no_former_one():
    conference = make_conference(slug="alt")
    edited(conference, slug="neu")

    edited(conference, slug="alt")

    assert list(conference.former_slugs.values_list("slug", flat=True)) == ["neu"]


def test_time_alone_raises_the_version_once_when_a_scheduled_moment_has_passed():
    make_conference(published_at=LATER, publication="published")
    before = current_version(NOW)
    passed = LATER + timedelta(seconds=1)

    first, second = current_version(passed), current_version(passed)

    assert before.next_change_at == LATER
    assert (first.content, second.content) == (before.content + 1, before.content + 1)
    assert first.calendar_changed_at == LATER


def test_the_version_changes_at_midnight_in_berlin():
    summer = datetime(2022, 7, 1, 12, tzinfo=UTC)

    assert next_change_after(summer) == datetime(2022, 7, 1, 22, tzinfo=UTC)


def test_entries_of_another_format_are_not_mixed_with_new_ones():
    conference = make_conference()
    version = current_version(NOW)
    version.entry_format = "another"
    version.save()

    edited(conference, title="Neu")

    before = conference.entry
    conference.refresh_from_db()
    assert (conference.entry, conference.entry_stale_since) == (before, LATER)
    assert entry_format() != "another"


@pytest.mark.django_db(transaction=True)
def test_a_content_transaction_works_inside_an_open_transaction():
    with transaction.atomic():
        theme = stored(make_theme())

    assert current_version(NOW).content >= 1
    assert theme.pk


def saved_in_a_change(obj, written=()):
    with content_change(LATER) as change, change.writing(*written):
        obj.save()


def test_a_row_is_saved_inside_writing_only():
    theme = make_theme(name="Alt")
    theme.name = "Neu"

    with pytest.raises(RuntimeError, match="writing"):
        saved_in_a_change(theme)

    theme.refresh_from_db()
    assert theme.name == "Alt"


def test_a_new_row_is_saved_inside_its_own_writing_only():
    page, other = Page(slug="neu", title="Neu"), Page(slug="andere", title="Andere")

    with pytest.raises(RuntimeError, match="writing"):
        saved_in_a_change(page, written=[other])

    assert not Page.objects.filter(slug="neu").exists()


def test_a_row_is_saved_through_any_of_its_objects():
    theme = make_theme(name="Alt")
    again = Theme.objects.get(pk=theme.pk)
    again.name = "Neu"

    saved_in_a_change(again, written=[theme])

    theme.refresh_from_db()
    assert theme.name == "Neu"
