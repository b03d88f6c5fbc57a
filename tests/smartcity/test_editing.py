import re

import pytest
from django.urls import reverse

from conferences.calendar.ical import entry_of
from conferences.models import AccessibilityService, Conference, Theme
from smartcity.content.transaction import current_version
from smartcity.media.pictures import Picture
from smartcity.models import Page
from tests.editor import add, admin_address, edit
from tests.factories import (
    NOW,
    make_article,
    make_conference,
    make_editor,
    make_network,
    make_project,
    make_series,
    make_theme,
    stored,
)
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def make_service():
    return stored(AccessibilityService(slug="untertitel", name="Untertitel"))


def make_page():
    return stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body="<p>Text</p>"))


def make_picture():
    return stored(Picture(file=png(), alt="Ein Marktplatz", credit="Stadt Ulm"))


KINDS = [
    make_article,
    make_conference,
    make_network,
    make_page,
    make_picture,
    make_project,
    make_series,
    make_service,
    make_theme,
]


@pytest.mark.parametrize("make", KINDS)
def test_saving_what_differs_raises_the_version(editor, make):
    obj = make()
    name = next(it for it in ("title", "name", "credit") if it in vars(obj))
    before = current_version(NOW).content

    response = edit(editor, obj, **{name: "Anders"})

    assert (response.status_code, current_version(NOW).content) == (302, before + 1)


@pytest.mark.parametrize("make", KINDS)
def test_looking_at_content_leaves_the_version_alone(editor, make):
    obj = make()
    before = current_version(NOW).content

    statuses = [
        editor.get(address).status_code
        for address in [admin_address(obj), admin_address(obj, "changelist")]
    ]

    assert (statuses, current_version(NOW).content) == ([200, 200], before)


def test_a_refused_form_raises_nothing_and_changes_nothing(editor):
    conference = make_conference(title="Alt")
    before = current_version(NOW)

    response = edit(editor, conference, title="Neu", ends_on="01.01.2022")

    conference.refresh_from_db()
    after = current_version(NOW)
    assert (response.status_code, conference.title) == (200, "Alt")
    assert (after.content, after.calendar) == (before.content, before.calendar)


def test_an_edit_stores_the_entry_that_a_fresh_build_gives(editor):
    theme, project = make_theme(name="Energie"), make_project(name="Ulm")
    conference = make_conference()
    programme = {"day": 1, "starts": "10:00", "title": "Begrüßung", "kind": "rahmen"}
    participation = {"project": project.pk, "role": "gastgeber"}
    before = current_version(NOW).calendar

    edit(
        editor,
        conference,
        title="Neuer Titel",
        themes=[theme.pk],
        parts={"programme": [programme], "participations": [participation]},
    )

    fresh = entry_of(Conference.objects.for_entries().get())
    assert bytes(Conference.objects.get().entry) == fresh
    assert {name: name.encode() in fresh for name in ["Neuer Titel", "Energie", "Ulm"]} == {
        "Neuer Titel": True,
        "Energie": True,
        "Ulm": True,
    }
    assert current_version(NOW).calendar == before + 1


def test_a_new_conference_has_its_entry_at_once(editor):
    before = current_version(NOW).content

    add(
        editor,
        Conference,
        title="Neu",
        slug="neu",
        starts_on="22.03.2022",
        format="virtuell",
    )

    conference = Conference.objects.for_entries().get()
    assert bytes(conference.entry) == entry_of(conference)
    assert current_version(NOW).content == before + 1


def test_only_a_theme_that_nothing_is_about_can_be_deleted(editor):
    used, unused = make_theme(name="Bleibt"), make_theme(name="Eins")
    make_conference(themes=[used])

    for theme in [used, unused]:
        selected = {"action": "delete_selected", "post": "yes", "_selected_action": [theme.pk]}
        editor.post(admin_address(Theme, "changelist"), selected)

    assert list(Theme.objects.all()) == [used]


@pytest.mark.parametrize("make", [make_article, make_conference, make_network, make_theme])
def test_a_changed_slug_keeps_leading_to_what_was_public(editor, make):
    obj = make(slug="alt")

    edit(editor, obj, slug="neu")

    assert list(type(obj).objects.at("alt").values_list("slug", flat=True)) == ["neu"]


def test_a_former_slug_cannot_be_given_to_something_else(editor):
    edit(editor, make_theme(slug="alt"), slug="neu")
    other = make_theme(slug="anders")

    response = edit(editor, other, slug="alt")

    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_pages_are_neither_added_nor_deleted(editor):
    page = make_page()

    statuses = [
        editor.get(address).status_code
        for address in [admin_address(Page, "add"), admin_address(page, "delete")]
    ]

    assert statuses == [403, 403]


def test_a_link_to_the_website_is_offered_only_for_what_readers_see(editor):
    public, draft = make_conference(), make_conference(publication="draft")

    offered = [
        editor.get(admin_address(conference)).context["has_absolute_url"]
        for conference in [public, draft]
    ]

    assert offered == [True, False]


@pytest.mark.parametrize("make", KINDS)
def test_nobody_edits_without_logging_in(client, make):
    address = admin_address(make())

    response = client.post(address, {})

    assert (response.status_code, response.url) == (302, f"{reverse('admin:login')}?next={address}")


def test_only_a_form_may_style_itself_and_its_import_map_carries_the_nonce(editor):
    form = editor.get(admin_address(make_conference()))
    public = editor.get(reverse("conferences:list"))
    nonce = form.wsgi_request.csp_nonce

    assert "style-src 'self' 'unsafe-inline'" in form["Content-Security-Policy"]
    assert "unsafe-inline" not in public["Content-Security-Policy"]
    assert f"'nonce-{nonce}'" in form["Content-Security-Policy"]
    assert re.findall(r"<script[^>]*importmap[^>]*>", form.text) == [
        f'<script type="importmap" nonce="{nonce}">'
    ]
