"""An old version comes back as a new edit; address, publication, UID and revision stay."""

from datetime import time

import pytest
import time_machine
from django.core.files.base import ContentFile

from conferences.models import Conference, Document
from kts.models import Article, Attachment
from smartcity.content.history.recording import records_of
from smartcity.content.models import Proposal
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS
from tests import staleness
from tests.editor import admin_address, edit
from tests.factories import (
    NOW,
    make_article,
    make_colleague,
    make_conference,
    make_document,
    make_project,
    make_theme,
    stored,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_colleague(is_superuser=True))
    return client


def versions(model, pk):
    """The first one first."""
    return list(records_of(model, pk))[::-1]


def restore_address(obj, version):
    return f"{admin_address(obj, 'history')}{version.history_id}/"


def restore(client, obj, version):
    """Look at the page that shows what would change, and confirm it."""
    address = restore_address(obj, version)
    return client.post(address, {"seen": client.get(address).context["seen"]})


def deleted_address(model):
    return f"{admin_address(model, 'changelist')}deleted/"


def recover(client, model):
    (line,) = client.get(deleted_address(model)).context["lines"]
    return client.post(f"{deleted_address(model)}{line.number}/")


def test_a_version_comes_back_whole(editor):
    theme, project = make_theme(), make_project()
    conference = make_conference(
        title="Alt", themes=[theme], hosts=[project], programme=[{"starts": time(10), "title": "A"}]
    )
    make_document(conference, title="Folien")
    stored(conference)
    before = versions(Conference, conference.pk)[-1]
    gone = {f"{name}-0-DELETE": "on" for name in ["programme", "participations", "documents"]}
    edit(editor, conference, title="Neu", themes=[], **gone)

    response = restore(editor, conference, before)

    conference.refresh_from_db()
    assert (response.status_code, conference.title) == (302, "Alt")
    assert list(conference.themes.all()) == [theme]
    assert [it.title for it in conference.programme.all()] == ["A"]
    assert [it.project for it in conference.participations.all()] == [project]
    assert [it.title for it in conference.documents.all()] == ["Folien"]


def test_restoring_is_itself_in_the_history_and_can_be_taken_back(editor):
    article = make_article(title="Alt")
    edit(editor, article, title="Neu")
    first, second = versions(Article, article.pk)

    restore(editor, article, first)
    restore(editor, article, second)

    found = versions(Article, article.pk)
    assert [it.title for it in found] == ["Alt", "Neu", "Alt", "Neu"]
    assert found[-1].history_change_reason != ""


def test_what_belongs_to_readers_and_calendars_stays(editor):
    conference = make_conference(title="Alt", slug="alt", publication="draft")
    before = versions(Conference, conference.pk)[-1]
    conference.publish(NOW)
    stored(conference)
    edit(editor, conference, title="Neu", slug="neu", starts_on="05.04.2022", ends_on="05.04.2022")
    conference.refresh_from_db()
    kept = (conference.uid, conference.slug, conference.publication, conference.published_at)
    revision = conference.sequence

    restore(editor, conference, before)

    conference.refresh_from_db()
    now = (conference.uid, conference.slug, conference.publication, conference.published_at)
    assert (now, conference.title) == (kept, "Alt")
    assert conference.sequence == revision + 1


def test_restoring_leaves_nothing_stale(editor):
    with time_machine.travel(NOW, tick=False):
        conference = make_conference(title="Alt", themes=[make_theme()])
        before = versions(Conference, conference.pk)[-1]
        edit(editor, conference, title="Neu", themes=[])
        answers = staleness.answers(editor, NOW)

        restore(editor, conference, before)

        staleness.assert_nothing_is_stale(editor, answers, NOW)


def test_what_changed_since_the_page_was_opened_is_not_overwritten(editor):
    article = make_article(title="Alt")
    before = versions(Article, article.pk)[-1]
    edit(editor, article, title="Neu")
    seen = editor.get(restore_address(article, before)).context["seen"]
    edit(editor, article, title="Schneller")

    response = editor.post(restore_address(article, before), {"seen": seen})

    article.refresh_from_db()
    assert (response.status_code, article.title) == (200, "Schneller")


def test_what_cannot_be_like_that_today_is_refused_in_words(editor):
    conference = make_conference(starts_on=None, publication="draft")
    before = versions(Conference, conference.pk)[-1]
    edit(editor, conference, starts_on="22.03.2022", ends_on="22.03.2022")
    conference.refresh_from_db()
    conference.publish(NOW)
    stored(conference)

    response = restore(editor, conference, before)

    conference.refresh_from_db()
    assert (response.status_code, conference.starts_on is None) == (200, False)
    assert len(response.context["sentences"]) == 1


def test_a_deleted_draft_comes_back_with_its_parts_as_a_new_one(editor):
    theme, project = make_theme(), make_project()
    draft = make_conference(
        slug="ulm",
        publication="draft",
        themes=[theme],
        hosts=[project],
        programme=[{"starts": time(10), "title": "Auftakt"}],
    )
    make_document(draft, title="Folien")
    stored(draft)
    editor.post(admin_address(draft, "delete"), {"post": "yes"})

    response = recover(editor, Conference)

    new = Conference.objects.get()
    assert (response.status_code, new.slug, new.publication) == (302, "ulm", "draft")
    assert (new.uid == draft.uid, new.title) == (False, draft.title)
    assert list(new.themes.all()) == [theme]
    assert [it.title for it in new.programme.all()] == ["Auftakt"]
    assert [it.project for it in new.participations.all()] == [project]
    assert [it.title for it in Document.objects.all()] == ["Folien"]


def test_it_takes_a_free_address_and_comes_back_once(editor):
    draft = make_article(slug="ulm", publication="draft")
    editor.post(admin_address(draft, "delete"), {"post": "yes"})
    make_article(slug="ulm")

    recover(editor, Article)

    assert Article.objects.filter(publication="draft").get().slug == "ulm-2"
    assert editor.get(deleted_address(Article)).context["lines"] == []


def test_hosts_restore_nothing_public(client):
    ulm = make_project()
    conference, host = make_conference(title="Alt", hosts=[ulm]), make_colleague(HOSTS)
    host.projects.add(ulm)
    before = versions(Conference, conference.pk)[-1]
    conference.title = "Neu"
    stored(conference)
    client.force_login(host)

    history = client.get(admin_address(conference, "history"))
    response = client.get(restore_address(conference, before))

    assert (history.context["may_restore"], response.status_code) == (False, 403)
    assert Proposal.objects.count() == 0


def test_hosts_restore_their_drafts_but_not_who_takes_part(client):
    ulm = make_project()
    draft, host = (
        make_conference(title="Alt", hosts=[ulm], publication="draft"),
        make_colleague(HOSTS),
    )
    host.projects.add(ulm)
    before = versions(Conference, draft.pk)[-1]
    client.force_login(make_colleague(is_superuser=True))
    other = {"project": make_project().pk, "role": "beitrag"}
    edit(client, draft, title="Neu", parts={"participations": [other]})
    client.force_login(host)

    restore(client, draft, before)

    draft.refresh_from_db()
    assert (draft.title, draft.participations.count()) == ("Alt", 2)


@pytest.mark.parametrize(("role", "status"), [(EDITORS, "abgesagt"), (CHIEF_EDITORS, "geplant")])
def test_only_the_chief_editors_take_a_cancellation_back(client, role, status):
    conference = make_conference(title="Alt")
    before = versions(Conference, conference.pk)[-1]
    conference.title, conference.status = "Neu", "abgesagt"
    stored(conference)
    client.force_login(make_colleague(role))

    restore(client, conference, before)

    conference.refresh_from_db()
    assert (conference.title, conference.status) == ("Alt", status)


@pytest.mark.parametrize(("role", "status"), [(EDITORS, 200), (CHIEF_EDITORS, 200), (HOSTS, 403)])
def test_deleted_drafts_are_for_those_who_write_new_ones(client, role, status):
    client.force_login(make_colleague(role))

    assert client.get(deleted_address(Conference)).status_code == status


def test_the_file_of_a_deleted_attachment_comes_back_with_its_size(editor):
    article = make_article(title="Alt")
    stored(Attachment(article=article, title="Liste", file=ContentFile(b"a;b\r\n", "liste.csv")))
    before = versions(Article, article.pk)[-1]
    edit(editor, article, **{"attachments-0-DELETE": "on"})

    restore(editor, article, before)

    (attachment,) = article.attachments.all()
    with attachment.file.open() as file:
        assert (attachment.size, file.read()) == (5, b"a;b\r\n")
