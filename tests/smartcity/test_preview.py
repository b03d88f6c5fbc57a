"""What is entered, as the public page would show it, while nothing of it is saved."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat

from conferences.examples.pdf import pdf_of
from conferences.models import Conference
from kts.models import Article, Network
from smartcity.publishing.roles import EDITORS, HOSTS, TECHNICIANS
from tests import prepared
from tests.content_cases import CASES
from tests.editor import admin_address, edit, filled
from tests.factories import (
    NOW,
    make_article,
    make_colleague,
    make_conference,
    make_editor,
    make_network,
    make_project,
)
from tests.reading import heading

pytestmark = pytest.mark.django_db
MAKE = {Conference: make_conference, Article: make_article, Network: make_network}
PDF = pdf_of(["Einladung"])


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def preview(client, form, **changes):
    data = filled(client.get(form).context)
    return client.post(preview_address(client, form), data | changes)


def preview_address(client, form):
    return client.get(form).context["preview_address"]


def everything():
    """All rows of all tables but those of sessions."""
    models = [it for it in apps.get_models() if it._meta.app_label != "sessions"]
    return {it: list(it._base_manager.order_by("pk").values()) for it in models}


def note(page):
    return re.findall(r'class="banner banner--warm"><b>(.*?)</b>', page.content.decode())


@pytest.mark.parametrize("model", MAKE)
@pytest.mark.parametrize("publication", ["draft", "published"])
def test_a_preview_is_the_public_page_of_what_was_entered(editor, model, publication):
    fields = {} if publication == "published" else {"publication": "draft"}
    obj = MAKE[model](**fields)
    name = "name" if model is Network else "title"

    page = preview(editor, admin_address(obj), **{name: "Neu benannt"})

    assert (page.status_code, len(note(page))) == (200, 1)
    assert heading(page).endswith("Neu benannt")
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]


@pytest.mark.parametrize("model", MAKE)
def test_a_new_one_is_previewed_before_it_was_ever_saved(editor, model):
    page = preview(editor, admin_address(model, "add"), **CASES[model].new())

    assert (page.status_code, heading(page).split()[-1]) == (200, "Neu")


@pytest.mark.parametrize("model", MAKE)
def test_a_preview_leaves_nothing(editor, model):
    world = prepared.world()
    before = everything()

    pages = [
        preview(editor, admin_address(world[model]), slug="woanders"),
        preview(editor, admin_address(model, "add"), **CASES[model].new()),
    ]

    assert [it.status_code for it in pages] == [200, 200]
    assert everything() == before


def test_a_preview_shows_the_parts_and_what_readers_would_be_told(editor):
    ulm = make_conference(programme=[{"starts": "10:00", "title": "Begrüßung"}])
    changed = {"starts_on": "05.04.2022", "ends_on": "05.04.2022"}

    page = preview(editor, admin_address(ulm), **{"programme-0-title": "Werkstatt"} | changed)

    text = page.content.decode()
    assert ("Werkstatt" in text, "Begrüßung" in text) == (True, False)
    assert "Neuer Termin: Dienstag, 5. April 2022" in text


@pytest.mark.parametrize("earlier", [None, date(2022, 3, 22)])
def test_a_conference_without_a_date_has_a_preview(editor, earlier):
    draft = make_conference(publication="draft", starts_on=None, moved_from=earlier)

    assert preview(editor, admin_address(draft)).status_code == 200


@pytest.mark.parametrize("name", ["einladung.pdf", f"{'e' * 96}.pdf"])
def test_a_new_file_is_named_and_not_stored(editor, settings, name):
    draft = make_conference(publication="draft")
    row = {"documents-0-title": "Einladung", "documents-0-kind": "einladung"}
    upload = {"documents-0-file": SimpleUploadedFile(name, PDF)}
    rows = {"documents-TOTAL_FORMS": 1, "documents-0-position": 0}

    page = preview(editor, admin_address(draft), **row, **rows, **upload)

    shown = f"Einladung, PDF, {filesizeformat(len(PDF))}"
    assert (page.status_code, shown in page.content.decode()) == (200, True)
    assert list(settings.MEDIA_ROOT.rglob("*.*")) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"slug": "archiv"},
        {"starts_on": "30.02.2022"},
        {"ends_on": "01.01.2022"},
        {"starts_on": "27.03.2022", "ends_on": "27.03.2022", "start_time": "02:30"},
        {"programme-0-day": "2"},
        {"programme-0-starts": "x"},
    ],
)
def test_what_cannot_be_saved_is_told_in_words(editor, changes):
    ulm = make_conference(programme=[{"starts": "10:00", "title": "Begrüßung"}])
    before = everything()

    page = preview(editor, admin_address(ulm), **changes)

    assert (page.status_code, page.templates[0].name) == (200, "admin/preview_refused.html")
    assert len(page.context["sentences"]) >= 1
    assert everything() == before


def test_a_host_previews_what_only_becomes_a_proposal(client):
    project, host = make_project(), make_colleague(HOSTS)
    host.projects.set([project])
    client.force_login(host)
    ulm = make_conference(hosts=[project])

    page = preview(client, admin_address(ulm), title="Neu benannt")

    assert heading(page).endswith("Neu benannt")
    assert Conference.objects.get().title == ulm.title


@pytest.mark.parametrize(("role", "status"), [(EDITORS, 200), (HOSTS, 403), (TECHNICIANS, 403)])
def test_who_may_not_write_it_has_no_preview(client, role, status):
    client.force_login(make_colleague(role))

    answered = client.post("/admin/kts/article/add/preview/", {"attachments-TOTAL_FORMS": 0})

    assert answered.status_code == status


@pytest.mark.parametrize("key", ["add", "0", "x", "9" * 30])
@pytest.mark.parametrize("sent", [{}, {"programme-TOTAL_FORMS": "x"}, {"title": "\x00"}])
def test_no_preview_breaks(editor, key, sent):
    address = f"/admin/conferences/conference/{key}/preview/"

    assert editor.post(address, sent).status_code in (200, 302, 400)
    assert editor.get(address).status_code == 405


def test_a_preview_overwrites_nobody_and_is_shown_whatever_was_saved_meanwhile(editor):
    article = make_article(title="Alt")
    context = editor.get(admin_address(article)).context
    window = filled(context) | {context["known_name"]: context["known_write"]}
    edit(editor, article, title="Schneller")

    page = editor.post(context["preview_address"], window | {"title": "Meins"})

    article.refresh_from_db()
    assert (heading(page), article.title) == ("Meins", "Schneller")
