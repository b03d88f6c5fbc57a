from datetime import timedelta

import pytest
from django.utils import timezone

from conferences.models import Conference
from smartcity.publishing import Publication
from tests.editor import add, edit, errors_of
from tests.factories import NOW, make_article, make_conference, make_editor, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def scheduled():
    tomorrow = timezone.now() + timedelta(days=1)
    return make_conference(publication="published", published_at=tomorrow)


def withdrawn():
    return make_conference(publication="withdrawn", published_at=NOW, withdrawn_at=NOW)


@pytest.mark.parametrize("make", [make_article, make_conference, make_network])
def test_publishing_without_a_moment_publishes_now(editor, make):
    draft = make(publication="draft")
    before = timezone.now()

    edit(editor, draft, publication="published")

    draft.refresh_from_db()
    assert draft.publication == Publication.PUBLISHED
    assert before <= draft.published_at <= timezone.now()


def test_something_new_can_be_published_at_once(editor):
    fields = {"title": "Neu", "slug": "neu", "format": "virtuell", "starts_on": "22.03.2022"}

    add(editor, Conference, publication="published", **fields)

    assert Conference.objects.published(timezone.now()).count() == 1


def test_a_moment_in_the_future_is_kept(editor):
    draft = make_conference(publication="draft")

    edit(
        editor,
        draft,
        publication="published",
        published_at_0="01.06.2099",
        published_at_1="09:30",
    )

    draft.refresh_from_db()
    assert timezone.localtime(draft.published_at).isoformat() == "2099-06-01T09:30:00+02:00"


def test_emptying_the_moment_of_something_public_keeps_it(editor):
    conference = make_conference()

    edit(editor, conference, published_at_0="", published_at_1="")

    conference.refresh_from_db()
    assert conference.published_at == NOW


def test_emptying_the_moment_of_something_scheduled_publishes_now(editor):
    conference = scheduled()

    edit(editor, conference, published_at_0="", published_at_1="")

    conference.refresh_from_db()
    assert conference.is_published(timezone.now())


def test_withdrawing_notes_the_moment(editor):
    conference = make_conference()
    before = timezone.now()

    edit(editor, conference, publication="withdrawn")

    conference.refresh_from_db()
    assert (conference.publication, conference.published_at) == ("withdrawn", NOW)
    assert before <= conference.withdrawn_at <= timezone.now()


def test_editing_something_withdrawn_keeps_its_moments(editor):
    conference = withdrawn()

    edit(editor, conference, title="Neu", published_at_0="", published_at_1="")

    conference.refresh_from_db()
    assert (conference.title, conference.published_at, conference.withdrawn_at) == ("Neu", NOW, NOW)


def test_withdrawing_what_was_only_scheduled_makes_nothing_public(editor):
    conference = scheduled()

    edit(editor, conference, publication="withdrawn", published_at_0="", published_at_1="")

    conference.refresh_from_db()
    assert not conference.has_been_public(timezone.now())


def test_what_was_withdrawn_can_be_published_again(editor):
    conference = withdrawn()

    edit(editor, conference, publication="published")

    conference.refresh_from_db()
    assert (conference.published_at, conference.withdrawn_at) == (NOW, None)


def test_what_was_only_scheduled_can_become_a_draft_again(editor):
    conference = scheduled()

    edit(editor, conference, publication="draft")

    conference.refresh_from_db()
    assert (conference.publication, conference.published_at) == ("draft", None)


@pytest.mark.parametrize("publication", ["draft", "in-review"])
@pytest.mark.parametrize("make", [make_conference, withdrawn])
def test_what_has_been_public_does_not_become_a_draft_again(editor, make, publication):
    response = edit(editor, make(), publication=publication)

    assert list(errors_of(response)) == ["publication"]


def test_a_draft_cannot_be_withdrawn(editor):
    response = edit(editor, make_conference(publication="draft"), publication="withdrawn")

    assert list(errors_of(response)) == ["publication"]


@pytest.mark.parametrize("make", [make_conference, withdrawn])
def test_what_has_been_public_cannot_start_in_the_future(editor, make):
    response = edit(editor, make(), published_at_0="01.06.2099", published_at_1="09:30")

    assert list(errors_of(response)) == ["published_at"]
