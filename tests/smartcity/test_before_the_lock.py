"""What takes long is done before the transaction that other writers wait for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.db.models import F

from conferences.examples.pdf import pdf_of
from conferences.models import Conference
from smartcity.content.models import ContentVersion
from smartcity.editing import content as editing
from smartcity.media import pdf_text, renditions, uploads
from smartcity.media.pictures import Picture
from tests.editor import add, admin_address, edit, filled
from tests.factories import make_conference, make_editor, make_theme
from tests.locks import TWO_CONNECTIONS, two_connections
from tests.pictures import png

pytestmark = pytest.mark.django_db(**TWO_CONNECTIONS)
PICTURE = {"alt": "Ein Platz", "credit": "Stadt Ulm"}


@pytest.fixture(autouse=True)
def database(tmp_path):
    with two_connections(tmp_path / "db.sqlite3"):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def slow_work(monkeypatch):
    """[(what, whether it was done in a transaction)]"""
    done = []

    def watched(where, name):
        original = getattr(where, name)

        def watching(*args, **kwargs):
            done.append((name, connection.in_atomic_block))
            return original(*args, **kwargs)

        monkeypatch.setattr(where, name, watching)

    watched(uploads, "validate_size")
    watched(uploads, "to_plain_colours")
    watched(renditions, "encode")
    watched(pdf_text, "run_reader")
    return done


def test_pictures_are_read_and_encoded_before_the_transaction(editor, slow_work):
    saved = add(editor, Picture, file=png((1000, 500)), **PICTURE)

    assert saved.status_code == 302
    assert sorted(slow_work) == sorted(
        [("validate_size", False), ("to_plain_colours", False), *[("encode", False)] * 6]
    )
    assert len(Picture.objects.get().sources) == 2


def test_documents_are_read_before_the_transaction(editor, slow_work):
    conference = make_conference(publication="draft")
    row = {"title": "Folien", "kind": "praesentation", "position": "0"}
    row["file"] = SimpleUploadedFile("folien.pdf", pdf_of(["Text"]))

    saved = edit(editor, conference, parts={"documents": [row]})

    assert (saved.status_code, conference.documents.get().pages) == (302, 1)
    assert {done for _, done in slow_work} == {False}


@pytest.fixture
def quicker(monkeypatch):
    """Saves something after the form was validated, before its transaction begins."""
    original = editing.begin_transaction
    waiting = []

    def beaten(request):
        if waiting:
            connections["other"] = connections["default"].copy("other")
            waiting.pop()()
            version = ContentVersion.objects.using("other").filter(pk=ContentVersion.ONLY)
            version.update(content=F("content") + 1)
            connections["other"].close()
            del connections["other"]
        original(request)

    monkeypatch.setattr(editing, "begin_transaction", beaten)
    return waiting


def test_whoever_saves_between_validation_and_lock_is_not_overwritten(editor, quicker):
    conference = make_conference(title="Alt", publication="draft")
    opened = editor.get(admin_address(conference)).context
    data = filled(opened) | {opened["known_name"]: opened["known_write"]}
    quicker.append(lambda: Conference.objects.using("other").update(title="Von anderen"))

    refused = editor.post(admin_address(conference), data | {"title": "Von mir"})

    assert refused.status_code == 200
    assert Conference.objects.get().title == "Von anderen"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_form_is_saved_however_often_others_were_quicker(editor, quicker, times):
    theme = make_theme(name="Alt")
    quicker.extend([lambda: None] * times)

    saved = edit(editor, theme, name="Neu")

    theme.refresh_from_db()
    assert (saved.status_code, theme.name, quicker) == (302, "Neu", [])
