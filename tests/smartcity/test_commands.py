from datetime import time, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from conferences.calendar.entries import entry_format
from conferences.calendar.ical import entry_of
from conferences.models import Conference
from smartcity.content.models import ContentVersion
from tests.factories import NOW, make_conference, make_editor

pytestmark = pytest.mark.django_db


def stored_entries():
    return [bytes(entry) for entry in Conference.objects.values_list("entry", flat=True)]


def fresh_entries():
    return [entry_of(conference) for conference in Conference.objects.for_entries()]


@pytest.fixture
def _two_conferences():
    make_conference()
    make_conference(starts_on=None, status=Conference.Status.OPEN)
    make_conference()


@pytest.mark.usefixtures("_two_conferences")
def test_missing_entries_are_built_where_there_is_a_date(capsys):
    Conference.objects.update(entry=None)

    call_command("rebuild_calendar")

    assert capsys.readouterr().out == "Calendar entries: 2 stored.\n"
    conferences = Conference.objects.exclude(starts_on=None).for_entries()
    assert [bytes(one.entry) for one in conferences] == [entry_of(one) for one in conferences]
    assert Conference.objects.get(starts_on=None).entry is None


@pytest.mark.usefixtures("_two_conferences")
def test_nothing_is_said_when_all_are_as_they_should_be(capsys):
    version = ContentVersion.objects.values().get()

    with time_machine.travel(NOW, tick=False):
        call_command("rebuild_calendar")

    assert capsys.readouterr().out == ""
    assert ContentVersion.objects.values().get() == version


def test_entries_of_another_format_are_made_anew(settings):
    make_conference()
    before = ContentVersion.objects.get()
    settings.SITE_URL = "https://neu.example"

    with time_machine.travel(NOW, tick=False):
        call_command("rebuild_calendar")

    after = ContentVersion.objects.get()
    assert b"https://neu.example/" in stored_entries()[0]
    assert stored_entries() == fresh_entries()
    assert after.entry_format == entry_format() != before.entry_format
    assert (after.content, after.calendar) == (before.content + 1, before.calendar + 1)


def test_more_entries_than_fit_into_an_edit_are_all_made_anew(settings, monkeypatch):
    monkeypatch.setattr("conferences.participants.REBUILT_IN_AN_EDIT", 1)
    monkeypatch.setattr("conferences.calendar.entries.BATCH", 2)
    for _ in range(6):
        make_conference()
    settings.SITE_URL = "https://neu.example"

    call_command("rebuild_calendar")

    assert stored_entries() == fresh_entries()


def test_an_entry_that_is_not_what_it_should_be_is_a_change_for_calendars():
    damaged, whole = make_conference(), make_conference()
    later = NOW + timedelta(hours=1)
    before = ContentVersion.objects.get()
    Conference.objects.filter(pk=damaged.pk).update(entry=b"damaged")

    with time_machine.travel(later, tick=False):
        call_command("rebuild_calendar")

    after = ContentVersion.objects.get()
    assert stored_entries() == fresh_entries()
    damaged.refresh_from_db()
    assert (damaged.entry_revision, damaged.entry_changed_at) == (whole.entry_revision + 1, later)
    assert after.calendar == before.calendar + 1
    assert Conference.objects.get(pk=whole.pk).entry_revision == whole.entry_revision


def test_entries_of_a_programme_are_mended_without_a_word_about_the_conference():
    damaged = make_conference(
        programme=[{"starts": time(10), "ends": time(11), "title": "Auftakt"}]
    )
    Conference.objects.update(programme_entries=b"damaged")

    call_command("rebuild_calendar")

    after = Conference.objects.get()
    assert (after.entry, after.entry_revision) == (damaged.entry, damaged.entry_revision)
    assert b"SUMMARY:Auftakt" in after.programme_entries


@pytest.fixture
def _local(settings):
    settings.DEBUG = True
    settings.DEV_LOGIN_PASSWORD = "a-local-passphrase"


@pytest.mark.usefixtures("_local")
def test_the_local_login_opens_the_admin(client, capsys):
    call_command("dev_login")

    assert capsys.readouterr().out == (
        "Login: redaktion, password a-local-passphrase, at https://katalog.example/admin/\n"
    )
    assert client.login(username="redaktion", password="a-local-passphrase")
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_local")
def test_a_second_login_command_ends_no_session(client):
    call_command("dev_login")
    client.login(username="redaktion", password="a-local-passphrase")

    call_command("dev_login")

    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_local")
def test_another_password_replaces_the_former_one():
    make_editor(username="redaktion", password="former-passphrase", is_active=False)

    call_command("dev_login")

    user = get_user_model().objects.get()
    assert user.check_password("a-local-passphrase")
    assert user.is_active


def test_no_login_without_a_password(settings):
    settings.DEBUG = True
    settings.DEV_LOGIN_PASSWORD = ""

    with pytest.raises(CommandError, match="DEV_LOGIN_PASSWORD is not set"):
        call_command("dev_login")


def test_outside_debug_there_is_no_local_login():
    with pytest.raises(CommandError, match="in debug mode only"):
        call_command("dev_login")

    assert get_user_model().objects.count() == 0
