"""The admin is composed of pages: few base classes, and no hook of Django overridden twice over."""

from inspect import isfunction

import pytest
from django.contrib import admin
from django.forms import Media
from django.urls import reverse

from conferences.models import Conference
from smartcity.editing.composed import ComposedAdmin
from smartcity.editing.pages import AdminPage
from tests.editor import admin_address
from tests.factories import make_colleague, make_conference, make_editor

OURS = ("smartcity.", "conferences.", "kts.")


def admins():
    return list(admin.site._registry.values())


def own_classes(model_admin):
    return [it for it in type(model_admin).__mro__ if it.__module__.startswith(OURS)]


def overridden_hooks(cls):
    """Return the names of methods that *cls* itself overrides; Django makes `media` for each."""
    own = {name for name, value in vars(cls).items() if isfunction(value)}
    return own & {name for name in dir(admin.ModelAdmin) if not name.startswith("__")}


def pages():
    return [
        pytest.param(page, id=f"{page.opts.model_name}-{page.name}")
        for it in admins()
        for page in it.pages_by_name.values()
    ]


def test_every_admin_is_composed():
    assert [it for it in admins() if not isinstance(it, ComposedAdmin)] == []


def test_an_admin_inherits_few_classes():
    counts = {it.opts.model_name: len(own_classes(it)) for it in admins()}

    assert {name: count for name, count in counts.items() if count > 5} == {}


@pytest.mark.parametrize("model_admin", admins(), ids=lambda it: it.opts.model_name)
def test_two_classes_at_most_override_a_hook_of_django(model_admin):
    hooks = [name for cls in own_classes(model_admin) for name in overridden_hooks(cls)]

    assert {name for name in hooks if hooks.count(name) > 2} == set()


@pytest.mark.parametrize("page", pages())
def test_every_page_has_a_name_an_address_and_a_permission(page):
    assert page.name
    assert page.address or page.view is None
    assert type(page).permission is not AdminPage.permission


class NotesPage(AdminPage):
    name = "notes"
    address = "<path:object_id>/notes/"
    media = Media(js=["notes.js"])

    def permission(self, request, obj=None):
        return self.admin.has_change_permission(request, obj)

    def view(self, request, obj):
        return self.render(request, "admin/preview_refused.html", "Notes", sentences=[str(obj)])

    def form_links(self, request, obj):
        return [("Notes", f"{obj.pk}/notes/")]

    def form_context(self, request, obj):
        return {"notes": [obj.title]}


@pytest.fixture
def noted():
    """The admin of conferences with one page more."""
    registered = admin.site.get_model_admin(Conference)

    class NotedAdmin(type(registered)):
        pages = [*type(registered).pages, NotesPage]

    return NotedAdmin(Conference, admin.site)


@pytest.mark.django_db
def test_a_page_is_added_by_one_line(client, noted):
    conference = make_conference()
    client.force_login(make_editor())
    request = client.get(admin_address(conference)).wsgi_request

    form = noted.changeform_view(request, str(conference.pk))
    page = noted.page("notes").open(request, str(conference.pk))

    assert ("Notes", f"{conference.pk}/notes/") in form.context_data["form_links"]
    assert form.context_data["notes"] == [conference.title]
    assert "notes.js" in str(form.context_data["media"])
    assert page.context_data["sentences"] == [str(conference)]
    name = f"{conference._meta.app_label}_{conference._meta.model_name}_notes"
    assert name in [it.name for it in noted.get_urls()]


@pytest.mark.django_db
def test_a_page_asks_for_its_permission(client):
    client.force_login(make_colleague("Technik"))
    conference = make_conference()

    answer = client.get(reverse("admin:conferences_conference_restore", args=[conference.pk, 1]))

    assert answer.status_code == 403
