"""Two people in one form: the second one is told, and neither loses a text unnoticed."""

import pytest

from conferences.models import Conference
from smartcity.publishing.roles import EDITORS, HOSTS
from tests.editor import admin_address, edit, filled, take_step
from tests.factories import make_article, make_colleague, make_conference, make_project, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_colleague(is_superuser=True, first_name="Ada", last_name="Byron"))
    return client


def opened(client, obj):
    """The form as somebody has it in a window, with what it brings along."""
    context = client.get(admin_address(obj)).context
    return filled(context) | {context["known_name"]: context["known_write"]}


@pytest.mark.parametrize("make", [make_article, make_conference])
def test_whoever_saves_second_is_told_and_keeps_the_text(editor, make):
    obj = make(title="Alt")
    edit(editor, obj, title="Zuvor")
    window = opened(editor, obj)
    edit(editor, obj, title="Schneller")

    response = editor.post(admin_address(obj), window | {"title": "Langsamer"})

    form = response.context["adminform"].form
    (sentence,) = form.non_field_errors()
    assert (form["title"].value(), "Ada Byron" in sentence) == ("Langsamer", True)
    assert type(obj).objects.get().title == "Schneller"


def test_saving_again_is_a_decision(editor):
    theme = make_theme()
    window = opened(editor, theme)
    edit(editor, theme, name="Schneller")
    told = editor.post(admin_address(theme), window | {"name": "Langsamer"}).context

    known = {told["known_name"]: told["known_write"]}
    editor.post(admin_address(theme), window | known | {"name": "Langsamer"})

    theme.refresh_from_db()
    assert theme.name == "Langsamer"


def test_one_person_saves_as_often_as_needed(editor):
    conference = make_conference()

    saved = [
        editor.post(admin_address(conference), opened(editor, conference) | {"title": title})
        for title in ["Eins", "Zwei"]
    ]

    assert [response.status_code for response in saved] == [302, 302]


def test_a_step_taken_meanwhile_counts_as_a_write(editor):
    draft = make_conference(publication="draft")
    window = opened(editor, draft)
    take_step(editor, draft, "submit")

    response = editor.post(admin_address(draft), window)

    assert response.status_code == 200


def test_a_proposal_is_no_write(client):
    ulm = make_project()
    conference, host = make_conference(hosts=[ulm]), make_colleague(HOSTS)
    host.projects.add(ulm)
    editor = make_colleague(EDITORS)
    client.force_login(editor)
    window = opened(client, conference)
    client.force_login(host)
    edit(client, conference, title="Vorschlag")
    client.force_login(editor)

    client.post(admin_address(conference), window | {"title": "Neu"})

    assert Conference.objects.get().title == "Neu"
