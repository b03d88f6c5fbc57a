"""A new conference or article from an old one."""

from datetime import date, time

import pytest

from conferences.models import Conference, ProgrammeItem
from kts.models import Article
from smartcity.publishing.roles import EDITORS, HOSTS
from tests import prepared
from tests.editor import admin_address, filled, send
from tests.factories import make_colleague, make_conference, make_editor, make_theme, stored

pytestmark = pytest.mark.django_db
FULL = {
    "starts_on": date(2022, 3, 22),
    "ends_on": date(2022, 3, 23),
    "start_time": time(10),
    "end_time": time(16),
    "moved_from": date(2022, 3, 1),
    "status": "bestaetigt",
    "confirmed_on": date(2022, 3, 1),
    "registration_deadline": date(2022, 3, 15),
    "attendance": "ca. 150",
    "source": "Einladung",
    "city": "Ulm",
    "programme": [
        {"starts": time(10), "title": "Begrüßung"},
        {"day": 2, "starts": time(9), "title": "Werkstatt", "kind": "werkstatt"},
    ],
}
LEFT_OUT = ["starts_on", "ends_on", "start_time", "end_time", "moved_from", "confirmed_on"]
LEFT_OUT += ["registration_deadline", "attendance", "source", "slug", "number"]


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def from_old(old):
    return f"{admin_address(type(old), 'add')}?vorlage={old.pk}"


def test_a_copied_conference_is_new_and_lies_on_no_date(editor):
    theme, old = make_theme(), make_conference(title="Daten", **FULL)
    stored(old, themes=[theme])

    send(editor, from_old(old), slug="neu")

    new = Conference.objects.get(slug="neu")
    assert [getattr(new, name) for name in LEFT_OUT if name != "slug"] == [
        *[None] * 7,
        "",
        "",
        None,
    ]
    assert (new.title, new.city, new.status, new.publication) == (
        "Daten",
        "Ulm",
        "geplant",
        "draft",
    )
    assert (new.sequence, new.uid == old.uid, list(new.themes.all())) == (0, False, [theme])


def test_its_programme_and_its_hosts_come_along_and_its_documents_do_not(editor):
    old = prepared.world()[Conference]

    send(editor, from_old(old), slug="neu", number="")

    new = Conference.objects.get(slug="neu")
    assert [str(it) for it in new.programme.all()] == ["Begrüßung"]
    assert [it.project for it in new.participations.all()] == [
        it.project for it in old.participations.all()
    ]
    assert (new.documents.count(), new.changes.count()) == (0, 0)
    assert ProgrammeItem.objects.values("uid").distinct().count() == 2


def test_an_article_is_copied_without_its_attachments(editor):
    old = prepared.world()[Article]

    send(editor, from_old(old), slug="neu")

    new = Article.objects.get(slug="neu")
    assert (new.title, new.text, new.publication) == (old.title, old.text, "draft")
    assert (new.checked_on, new.attachments.count()) == (None, 0)
    assert list(new.themes.all()) == list(old.themes.all())


def test_nothing_is_stored_before_it_is_saved(editor):
    old = make_conference(**FULL)

    page = editor.get(from_old(old))

    assert filled(page.context)["programme-1-title"] == "Werkstatt"
    assert (Conference.objects.count(), ProgrammeItem.objects.count()) == (1, 2)


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "%00", ""])
def test_a_template_that_does_not_exist_is_not_found(editor, key):
    answered = editor.get(f"{admin_address(Conference, 'add')}?vorlage={key}").status_code

    assert answered in (400, 404)


@pytest.mark.parametrize(("role", "status"), [(EDITORS, 200), (HOSTS, 403)])
def test_who_may_add_and_see_it_may_copy_it(client, role, status):
    client.force_login(make_colleague(role))

    assert client.get(from_old(make_conference())).status_code == status
