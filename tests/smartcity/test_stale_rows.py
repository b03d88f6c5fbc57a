"""Rows of a form that somebody else deleted, changed or moved: what was typed stays where it is."""

import pytest

from conferences.models import ProgrammeItem
from tests.editor import admin_address, edit, errors_of, filled
from tests.factories import make_colleague, make_conference

pytestmark = pytest.mark.django_db

P1 = {"title": "Auftakt", "starts": "09:00", "text": "Zwei\nZeilen"}
P2 = {"title": "Gespräch", "starts": "10:00"}


@pytest.fixture
def editor(client):
    client.force_login(make_colleague(is_superuser=True))
    return client


@pytest.fixture
def draft():
    return make_conference(publication="draft", programme=[P1, P2])


def opened(client, obj):
    return sent_back(client.get(admin_address(obj)).context)


def sent_back(context):
    sent = filled(context) | {context["known_name"]: context["known_write"]}
    # As browsers do.
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in sent.items()
    }


def rows_shown(response):
    """[(title of the part it is headed by, title in the row)]"""
    stored = dict(ProgrammeItem.objects.values_list("pk", "title"))
    inlines = response.context["inline_admin_formsets"]
    programme = next(it for it in inlines if it.formset.model is ProgrammeItem)
    return [
        (it.original and stored[it.original.pk], it.form["title"].value())
        for it in programme
        if it.form.is_bound
    ]


def titles(draft):
    return [it.title for it in draft.programme.all()]


def test_a_row_whose_neighbour_was_deleted_keeps_what_was_typed(editor, draft):
    window = opened(editor, draft)
    edit(editor, draft, **{"programme-0-DELETE": "on"})

    refused = editor.post(admin_address(draft), window | {"programme-1-title": "Neuer Titel"})
    shown = rows_shown(refused)
    saved = editor.post(admin_address(draft), sent_back(refused.context))

    assert shown == [("Gespräch", "Neuer Titel")]
    assert (saved.status_code, titles(draft)) == (302, ["Neuer Titel"])


def test_what_was_typed_into_a_deleted_row_becomes_a_new_row(editor, draft):
    window = opened(editor, draft)
    edit(editor, draft, **{"programme-0-DELETE": "on"})

    refused = editor.post(admin_address(draft), window | {"programme-0-title": "Neuer Titel"})
    shown = rows_shown(refused)
    saved = editor.post(admin_address(draft), sent_back(refused.context))

    assert shown == [("Gespräch", "Gespräch"), (None, "Neuer Titel")]
    assert "Jemand hat diese Zeile inzwischen gelöscht" in errors_of(refused)["__all__"][0]
    assert (saved.status_code, titles(draft)) == (302, ["Neuer Titel", "Gespräch"])


def test_a_row_that_both_deleted_is_gone(editor, draft):
    window = opened(editor, draft)
    edit(editor, draft, **{"programme-0-DELETE": "on"})

    refused = editor.post(admin_address(draft), window | {"programme-0-DELETE": "on"})

    assert rows_shown(refused) == [("Gespräch", "Gespräch")]


def test_rows_that_changed_places_stand_below_their_own_heading(editor, draft):
    window = opened(editor, draft)
    edit(editor, draft, **{"programme-0-starts": "11:00"})

    refused = editor.post(admin_address(draft), window | {"programme-1-title": "Neuer Titel"})
    shown = rows_shown(refused)
    editor.post(admin_address(draft), sent_back(refused.context))

    assert shown == [("Auftakt", "Auftakt"), ("Gespräch", "Neuer Titel")]
    assert titles(draft) == ["Neuer Titel", "Auftakt"]
    assert draft.programme.get(title="Auftakt").starts.hour == 11


def test_a_row_that_both_changed_tells_what_the_other_one_made_of_it(editor, draft):
    window = opened(editor, draft)
    edit(editor, draft, **{"programme-1-title": "Ihr Titel"})

    refused = editor.post(admin_address(draft), window | {"programme-1-title": "Mein Titel"})

    (sentence,) = errors_of(refused)["__all__"][-1:]
    assert rows_shown(refused)[1] == ("Ihr Titel", "Mein Titel")
    assert "geändert in: 1 · 10:00 · Ihr Titel" in sentence


def test_somebody_may_delete_one_row_and_change_the_next(editor, draft):
    window = opened(editor, draft)
    edit(editor, draft, **{"programme-0-DELETE": "on", "programme-1-title": "Ihr Titel"})

    refused = editor.post(admin_address(draft), window | {"programme-1-title": "Mein Titel"})

    assert rows_shown(refused) == [("Ihr Titel", "Mein Titel")]


def test_a_part_that_is_named_twice_is_one(editor, draft):
    """Text that was put back names it where it stood, and the page where it stands now."""
    window = opened(editor, draft)
    first = {name: value for name, value in window.items() if name.startswith("programme-0-")}
    again = {name.replace("-0-", "-2-"): value for name, value in first.items()}

    saved = editor.post(admin_address(draft), window | again | {"programme-TOTAL_FORMS": "3"})

    assert (saved.status_code, titles(draft)) == (302, ["Auftakt", "Gespräch"])
