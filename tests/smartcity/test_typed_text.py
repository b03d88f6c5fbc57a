"""Control characters come along with what is pasted; no text of editors keeps them."""

import pytest

from smartcity.accounts.models import User
from tests.editor import admin_address, edit, errors_of, send, take_step
from tests.factories import make_colleague, make_conference, make_editor

pytestmark = pytest.mark.django_db

PASTED, TYPED = "Daten\x08 \ufffeund\x0bKarten\x9f", "Daten und Karten"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_every_text_of_a_form_and_its_parts_loses_them(editor):
    conference = make_conference()
    item = {"day": 1, "starts": "11:00", "kind": "vortrag", "title": PASTED}

    texts = {"title": PASTED, "teaser": f"{PASTED}\r\nJa", "text": f"<p>{PASTED}</p>"}
    send(editor, admin_address(conference), parts={"programme": [item]}, **texts)

    conference.refresh_from_db()
    assert (conference.title, conference.text) == (TYPED, f"<p>{TYPED}</p>")
    assert conference.teaser.splitlines() == [TYPED, "Ja"]
    assert [it.title for it in conference.programme.all()] == [TYPED]


def test_a_title_of_nothing_else_is_missing(editor):
    response = edit(editor, make_conference(), title="\x08\ufffe")

    assert errors_of(response) == {"title": ["Dieses Feld ist zwingend erforderlich."]}


def test_the_comment_of_a_step_loses_them(editor):
    draft = make_conference(publication="draft", published_at=None)

    take_step(editor, draft, "submit", comment=PASTED)

    assert draft.steps.get().comment == TYPED


def test_the_name_of_an_account_loses_them(client):
    client.force_login(make_colleague(is_superuser=True))
    colleague = make_colleague(username="ada", email="ada@ulm.example")

    edit(client, colleague, last_name=PASTED)

    assert User.objects.get(pk=colleague.pk).last_name == TYPED
