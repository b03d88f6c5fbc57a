"""Drafts shown to others by an address that is signed, expires and can be revoked."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from smartcity.publishing.preview_links import PreviewLink, make_link, revoke
from smartcity.publishing.roles import EDITORS, HOSTS, TECHNICIANS
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
MAKE = [make_conference, make_article, make_network]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def make_shared(make=make_conference, **fields):
    draft = make(**{"publication": "draft"} | fields)
    return draft, make_link(draft, by=None, now=NOW).path


def links_address(obj):
    opts = obj._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_preview_links", args=[obj.pk])


@pytest.mark.parametrize("make", MAKE)
def test_a_draft_is_read_under_its_preview_link_and_nowhere_else(client, make):
    draft, address = make_shared(make)

    page = client.get(address)

    assert (page.status_code, heading(page).endswith(str(draft))) == (200, True)
    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("make", MAKE)
def test_nobody_keeps_a_draft_finds_it_or_learns_its_address(client, make):
    _draft, address = make_shared(make)

    page = client.get(address)

    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    assert (dict(page.cookies), "cookie" in page.get("Vary", "").lower()) == ({}, False)


def test_it_shows_the_draft_as_it_was_saved_last(client):
    draft, address = make_shared()
    draft.title = "Neu benannt"
    draft.save()

    assert heading(client.get(address)).endswith("Neu benannt")


def test_it_expires_after_fourteen_days(client):
    _draft, address = make_shared()

    answered = {}
    for seconds in [-1, 0]:
        with time_machine.travel(NOW + timedelta(days=14, seconds=seconds), tick=False):
            answered[seconds] = client.get(address).status_code

    assert answered == {-1: 200, 0: 404}


def test_a_revoked_one_is_gone(client):
    _draft, address = make_shared()

    revoke(PreviewLink.objects.get(), by=None, now=NOW)

    assert client.get(address).status_code == 404


def test_it_goes_with_its_draft(client):
    draft, address = make_shared()

    draft.delete()

    assert (client.get(address).status_code, PreviewLink.objects.count()) == (404, 0)


def test_once_it_is_public_it_leads_to_the_page_itself(client):
    draft, address = make_shared()
    draft.publish(NOW)
    draft.save()

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, draft.get_absolute_url())


@pytest.mark.parametrize("token", ["nie", "a:b", ":", "%00", "%ff", "ä:ö", "x" * 3000])
def test_an_address_that_was_never_given_is_not_found(client, token):
    assert client.get(f"/vorschau/{token}/").status_code in (400, 404)


def test_a_key_alone_opens_nothing(client):
    make_shared()

    assert client.get(f"/vorschau/{PreviewLink.objects.get().key}/").status_code == 404


def test_an_editor_makes_and_revokes_a_link(editor, client):
    draft = make_conference(publication="draft")

    editor.post(links_address(draft), {"create": "yes"})
    link = draft.preview_links.get()
    shown = editor.get(link.path).status_code
    editor.post(links_address(draft), {"revoke": link.pk})

    link.refresh_from_db()
    assert (shown, editor.get(link.path).status_code) == (200, 404)
    assert (link.created_by, link.revoked_by) == (link.created_by, link.created_by)
    assert (link.created_at, link.revoked_at) == (NOW, NOW)
    assert LogEntry.objects.count() == 2
    assert editor.get(links_address(draft)).context["links"] == [(link, False)]


def test_nobody_revokes_the_link_of_something_else(editor):
    draft, other = make_conference(publication="draft"), make_conference(publication="draft")
    link = make_link(other, by=None, now=NOW)

    editor.post(links_address(draft), {"revoke": link.pk})

    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "\x00"])
def test_no_number_breaks_the_page(editor, key):
    draft = make_conference(publication="draft")

    assert editor.post(links_address(draft), {"revoke": key}).status_code in (302, 400)


def test_what_is_public_needs_no_link(editor):
    assert editor.get(links_address(make_conference())).status_code == 403


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [(EDITORS, 200, 200), (HOSTS, 200, 302), (TECHNICIANS, 403, 403)],
)
def test_who_may_edit_it_may_share_it(client, role, own, foreign):
    project, colleague = make_project(), make_colleague(role)
    colleague.projects.set([project])
    client.force_login(colleague)
    drafts = [make_conference(publication="draft", hosts=hosts) for hosts in [[project], []]]

    answered = [client.get(links_address(it)).status_code for it in drafts]

    assert answered == [own, foreign]


def test_the_admin_leads_nobody_to_the_draft_of_somebody_else(client):
    draft = make_conference(publication="draft")
    link = make_link(draft, by=None, now=NOW)
    client.force_login(make_editor())

    addresses = [
        f"/admin/r/{ContentType.objects.get_for_model(obj).pk}/{obj.pk}/" for obj in (draft, link)
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


@pytest.mark.parametrize("make", MAKE)
def test_what_was_withdrawn_is_gone_for_those_who_knew_it_as_a_draft(client, make):
    draft, address = make_shared(make)
    type(draft).objects.filter(pk=draft.pk).update(
        publication="withdrawn", published_at=NOW, withdrawn_at=NOW
    )

    assert client.get(address).status_code == 404


def test_hosts_share_no_withdrawn_conference(client):
    project = make_project()
    conference = make_conference(
        publication="withdrawn", published_at=NOW, withdrawn_at=NOW, hosts=[project]
    )
    host = make_colleague(HOSTS)
    host.projects.set([project])
    client.force_login(host)

    refused = client.post(links_address(conference), {"create": "1"})

    assert (refused.status_code, PreviewLink.objects.count()) == (403, 0)
