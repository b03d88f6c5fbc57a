import re

import pytest
from django.contrib.auth import get_user_model

from conferences.models import Conference, Series
from smartcity.content.models import Proposal
from smartcity.content.proposals import propose
from smartcity.content.transaction import current_version
from smartcity.publishing.preview_links import make_link
from smartcity.publishing.roles import EDITORS
from tests.editor import admin_address, take_step
from tests.factories import (
    NOW,
    make_article,
    make_colleague,
    make_conference,
    make_editor,
    make_network,
    make_project,
    make_series,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def confirm(client, obj):
    return client.post(admin_address(obj, "delete"), {"post": "yes"})


def confirm_all(client, objects):
    selected = {"action": "delete_selected", "_selected_action": [obj.pk for obj in objects]}
    return client.post(admin_address(objects[0], "changelist"), selected | {"post": "yes"})


def test_a_draft_goes_with_what_was_proposed(client):
    draft = make_conference(publication="draft")
    propose(draft, {"city": "Bonn"}, now=NOW, source="Kalender")
    client.force_login(make_colleague(EDITORS))

    response = confirm(client, draft)

    assert (response.status_code, Proposal.objects.count()) == (302, 0)


@pytest.mark.parametrize("make", [make_article, make_conference, make_network])
def test_what_is_public_is_named_as_protected_and_stays(editor, make):
    obj = make()
    before = current_version(NOW).content

    response = confirm(editor, obj)

    (named,) = response.context["protected"]
    assert (response.status_code, str(obj) in named) == (200, True)
    assert type(obj).objects.filter(pk=obj.pk).exists()
    assert current_version(NOW).content == before


def test_what_was_withdrawn_stays(editor):
    conference = make_conference(publication="withdrawn", published_at=NOW, withdrawn_at=NOW)

    confirm(editor, conference)

    assert list(Conference.objects.all()) == [conference]


def test_a_draft_can_be_deleted(editor):
    draft = make_conference(publication="draft")
    before = current_version(NOW).content

    response = confirm(editor, draft)

    assert (response.status_code, list(Conference.objects.all())) == (302, [])
    assert current_version(NOW).content == before + 1


def test_a_published_example_can_be_deleted(editor):
    confirm(editor, make_conference(is_example=True))

    assert list(Conference.objects.all()) == []


def test_of_several_chosen_the_public_ones_are_named_and_all_stay(editor):
    draft, public = make_conference(publication="draft"), make_conference()

    response = confirm_all(editor, [draft, public])

    (named,) = response.context["protected"]
    assert (response.status_code, str(public) in named) == (200, True)
    assert set(Conference.objects.all()) == {draft, public}


def test_several_drafts_are_deleted_together(editor):
    drafts = [make_conference(publication="draft") for _ in range(2)]

    response = confirm_all(editor, drafts)

    assert (response.status_code, list(Conference.objects.all())) == (302, [])


def test_a_series_with_conferences_stays(editor):
    series = make_series()
    make_conference(series=series, number=1)

    response = confirm(editor, series)

    assert (response.status_code, list(Series.objects.all())) == (200, [series])


def told(response):
    """All lines of a confirmation, and the names that it counts."""
    lines, waiting = [], list(response.context["deleted_objects"])
    while waiting:
        it = waiting.pop(0)
        if isinstance(it, list):
            waiting = it + waiting
        else:
            lines.append(re.sub("<[^>]*>", "", it))
    return lines, [str(name) for name, _count in response.context["model_count"]]


def test_a_confirmation_names_what_editors_know(editor):
    draft = make_conference(publication="draft", title="Entwurf", themes=[make_theme()])
    take_step(editor, draft, "submit")
    make_link(draft, by=None, now=NOW)

    lines, names = told(editor.get(admin_address(draft, "delete")))

    assert lines == ["Konferenz: Entwurf", "Vorschau-Link: Entwurf"]
    assert names == ["Konferenzen", "Vorschau-Links"]


def test_an_account_is_deleted_without_a_word_of_its_tables(editor):
    colleague = make_colleague(EDITORS, username="ada")
    colleague.projects.add(make_project())

    lines, names = told(editor.get(admin_address(colleague, "delete")))

    assert (lines, names) == (["Konto: ada"], ["Konten"])


def test_a_single_one_that_is_ticked_is_asked_for_in_good_german(editor):
    ticked = {"action": "delete_selected", "_selected_action": [make_colleague().pk]}

    page = editor.post(admin_address(get_user_model(), "changelist"), ticked).content.decode()

    assert "die ausgewählten Konten löschen" in page
