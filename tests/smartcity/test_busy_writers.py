"""Whoever saves while another transaction holds the database is told so, and loses nothing."""

from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from conferences.models import Conference
from smartcity.accounts.models import User
from smartcity.content.history.recording import records_of
from smartcity.content.models import Proposal
from smartcity.content.proposals import propose
from smartcity.media.pictures import Picture
from smartcity.publishing.roles import EDITORS, HOSTS
from tests.editor import add, admin_address, edit, errors_of, filled, step_address
from tests.factories import (
    NOW,
    PASSWORD,
    make_account,
    make_colleague,
    make_conference,
    make_editor,
    make_project,
)
from tests.locks import TWO_CONNECTIONS, another_writer, two_connections
from tests.logins import LOGIN
from tests.pictures import png

pytestmark = pytest.mark.django_db(**TWO_CONNECTIONS)

TOLD = "wird gerade gespeichert, bitte noch einmal"
PICTURE = {"alt": "Ein Platz", "credit": "Stadt Ulm"}


@pytest.fixture(autouse=True)
def database(tmp_path):
    with two_connections(tmp_path / "db.sqlite3"):
        yield


@pytest.fixture
def user():
    return make_editor()


@pytest.fixture
def editor(client, user):
    client.force_login(user)
    # The session has what every first request of a login writes into it.
    client.get("/admin/")
    return client


class HiddenFields(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") == "hidden":
            self.fields.setdefault(attrs["name"], []).append(unescape(attrs["value"] or ""))


def sentences_above(response):
    return " ".join(errors_of(response)["__all__"])


def test_a_form_comes_back_with_what_was_entered(editor):
    conference = make_conference(title="Alt", publication="draft")
    with another_writer():
        refused = edit(editor, conference, title="Neuer Titel", teaser="Neuer Text")

    assert TOLD in sentences_above(refused)
    assert refused.context["adminform"].form["title"].value() == "Neuer Titel"
    assert Conference.objects.get().title == "Alt"

    saved = editor.post(admin_address(conference), filled(refused.context))

    stored = Conference.objects.get()
    assert (saved.status_code, stored.title, stored.teaser) == (302, "Neuer Titel", "Neuer Text")


def test_parts_come_back_too(editor):
    conference = make_conference(publication="draft")
    row = {"day": "1", "starts": "09:00", "title": "Auftakt", "kind": "vortrag"}
    with another_writer():
        refused = edit(editor, conference, parts={"programme": [row]})
    editor.post(admin_address(conference), filled(refused.context))

    assert [it.title for it in conference.programme.all()] == ["Auftakt"]


def test_a_new_picture_is_asked_for_again_and_its_words_are_kept(editor):
    with another_writer():
        refused = add(editor, Picture, file=png(), **PICTURE)
    data = filled(refused.context)

    assert "Dateien müssen Sie neu auswählen" in sentences_above(refused)
    assert (data["alt"], data["credit"]) == ("Ein Platz", "Stadt Ulm")

    editor.post(admin_address(Picture, "add"), data | {"file": png()})

    assert Picture.objects.get().alt == "Ein Platz"


def steps_of(conference):
    return step_address(conference, "submit"), {"confirmed": "yes", "comment": "Äpfel & <Birnen>"}


def operation_of(conference):
    name = "admin:conferences_conference_operation"
    data = {"confirmed": "yes", "reason": "Zu wenig", "fingerprint": conference.entry_revision}
    return reverse(name, args=[conference.pk, "cancel"]), data


def deletion_of(conference):
    return admin_address(conference, "delete"), {"post": "yes"}


def action_of(conference):
    ticked = {"action": "submit", "_selected_action": [conference.pk], "confirmed": "yes"}
    return admin_address(conference, "changelist"), ticked


def restoring_of(conference):
    version = records_of(Conference, conference.pk).first()
    name = "admin:conferences_conference_restore"
    return reverse(name, args=[conference.pk, version.history_id]), {"seen": "x"}


def decision_of(conference):
    propose(conference, {"title": "Vorgeschlagen"}, now=NOW, source="Test")
    data = {"field-title": "refused", "answer": "Nein"}
    return admin_address(Proposal.objects.get()), data


def preview_of(conference):
    name = "admin:conferences_conference_preview_changed"
    return reverse(name, args=[conference.pk]), None


WRITES = [steps_of, operation_of, deletion_of, action_of, restoring_of, decision_of]


@pytest.mark.parametrize("write", WRITES)
def test_every_other_write_offers_to_send_the_same_once_more(editor, write):
    is_public = write in (operation_of, decision_of)
    conference = make_conference(**{} if is_public else {"publication": "draft"})
    address, data = write(conference)

    with another_writer():
        refused = editor.post(address, data)

    page = refused.content.decode()
    sent = HiddenFields(page).fields
    sent.pop("csrfmiddlewaretoken")
    expected = {
        name: [str(it) for it in (value if isinstance(value, list) else [value])]
        for name, value in data.items()
    }
    assert (refused.status_code, TOLD in page, sent) == (503, True, expected)
    assert editor.post(address, sent).status_code in (200, 302)


def test_a_preview_says_that_the_database_is_busy(editor):
    conference = make_conference(publication="draft")
    address, _ = preview_of(conference)
    data = filled(editor.get(admin_address(conference)).context)

    with another_writer():
        refused = editor.post(address, data)

    assert (refused.status_code, TOLD in refused.content.decode()) == (503, True)


def test_a_page_that_looks_at_an_effect_offers_to_load_it_again(editor):
    address, data = operation_of(make_conference())
    del data["confirmed"]

    with another_writer():
        refused = editor.post(address, data)

    assert (refused.status_code, TOLD in refused.content.decode()) == (503, True)


def only_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets others write other rows")


def test_an_account_is_sent_once_more(editor):
    only_on_sqlite()
    data = {"first_name": "Ada", "last_name": "Byron", "email": "ada@stadt.example"}

    with another_writer():
        refused = editor.post(admin_address(User, "add"), data)
    editor.post(admin_address(User, "add"), HiddenFields(refused.content.decode()).fields)

    assert refused.status_code == 503
    assert User.objects.filter(email="ada@stadt.example").exists()


def test_a_password_is_typed_again(client):
    only_on_sqlite()
    make_account(EDITORS, username="anna")

    with another_writer():
        refused = client.post(LOGIN, {"login": "anna", "password": PASSWORD})

    page = refused.content.decode()
    assert (refused.status_code, TOLD in page, PASSWORD in page) == (503, True, False)


@pytest.mark.parametrize("address", ["/admin/", "/admin/conferences/conference/", "/konto/"])
def test_pages_of_editors_are_read_while_somebody_saves(editor, address):
    def hold_sessions():
        list(Session.objects.using("other").select_for_update())

    with another_writer(hold_sessions):
        page = editor.get(address)

    assert page.status_code == 200
    assert "sessionid" in page.cookies


def test_a_message_that_cannot_be_stored_fails_nothing(editor):
    def hold_sessions():
        list(Session.objects.using("other").select_for_update())

    with another_writer(hold_sessions):
        # Django leaves a message in the session, and leads away.
        response = editor.get("/admin/conferences/conference/9999/change/")

    assert response.status_code == 302


def test_a_session_that_was_deleted_is_still_told(editor, user):
    Session.objects.all().delete()

    response = editor.get("/admin/")

    assert response.status_code == 302


def test_a_login_that_lasted_too_long_cannot_go_on(editor):
    with time_machine.travel(NOW + timedelta(days=10_000), tick=False), another_writer():
        response = editor.get("/admin/")

    assert response.status_code in (302, 503)


def test_the_rest_waits_no_shorter_after_a_session_was_renewed(editor):
    only_on_sqlite()
    editor.get("/admin/")

    with connection.cursor() as cursor:
        [timeout] = cursor.execute("PRAGMA busy_timeout").fetchone()

    assert timeout == 50


def test_a_proposal_waits_for_writers_too(client):
    project = make_project()
    host = make_colleague(HOSTS)
    host.projects.add(project)
    conference = make_conference(title="Alt", hosts=[project])
    client.force_login(host)
    client.get("/admin/")
    with another_writer():
        refused = edit(client, conference, title="Vorschlag")
    proposed = client.post(admin_address(conference), filled(refused.context))

    assert TOLD in sentences_above(refused)
    assert (proposed.status_code, Proposal.objects.count()) == (302, 1)
