"""Previews and pages for editors show all files, under signed addresses that expire."""

from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
import time_machine

from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from smartcity.publishing.preview_links import make_link
from tests.editor import admin_address, filled
from tests.factories import NOW, make_article, make_conference, make_editor, stored
from tests.uploads import attached, files_in, make_picture, status

pytestmark = pytest.mark.django_db
DRAFT = {"publication": "draft"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        yield


def make_draft(make):
    picture, other = make_picture(), make_picture()
    fields = {"picture": other} if make is make_article else {}
    draft = make(text=f"<p>Hier:</p>{reference_to(picture)}", **fields, **DRAFT)
    attached(draft, "plan.csv")
    return draft


def preview_link(client, draft):
    return client.get(make_link(draft, by=None, now=NOW).path)


def preview(client, draft):
    client.force_login(make_editor())
    form = client.get(admin_address(draft))
    response = client.post(form.context["preview_address"], filled(form.context))
    client.logout()
    return response


@pytest.mark.parametrize("make", [make_conference, make_article])
@pytest.mark.parametrize("show", [preview_link, preview])
def test_previews_of_drafts_show_files_under_addresses_that_expire(client, make, show):
    found = files_in(show(client, make_draft(make)))

    # A file, a picture with four renditions in the text, and that of the article everywhere.
    assert len(found) >= 6
    assert {status(client, it) for it in found} == {200}
    assert {status(client, urlsplit(it).path) for it in found} == {404}
    with time_machine.travel(NOW + timedelta(minutes=62), tick=False):
        assert {status(client, it) for it in found} == {404}


def admin_pages(draft, picture):
    return [
        admin_address(draft),
        admin_address(picture),
        admin_address(Picture, "changelist"),
        admin_address(Picture, "changelist") + "choice/",
        admin_address(Picture, "changelist") + f"choice/{picture.pk}/",
    ]


@pytest.mark.parametrize("number", range(5))
def test_pages_for_editors_show_files_under_addresses_that_expire(client, number):
    picture, draft = make_picture(), make_conference(**DRAFT)
    attached(draft)
    client.force_login(make_editor())
    found = files_in(client.get(admin_pages(draft, picture)[number]))
    client.logout()

    assert found
    assert {status(client, it) for it in found} == {200}
    assert {status(client, urlsplit(it).path) for it in found} == {404}


@pytest.mark.parametrize("change", [
    lambda it: it[:-1],
    lambda it: f"{it}x",
    lambda it: it.partition("=")[0] + "=",
    lambda it: it.replace("liste.csv", "andere.csv"),
    lambda it: it.partition("=")[0] + "=" + quote("\x00:\udcff", errors="surrogatepass"),
])  # fmt: skip
def test_a_signature_opens_one_file_and_nothing_else(client, change):
    draft = make_conference(**DRAFT)
    attached(draft, "andere.csv")
    attached(draft)
    found = files_in(preview_link(client, draft))
    [signed] = [it for it in found if "liste.csv" in it]

    assert (status(client, signed), status(client, change(signed))) == (200, 404)


def test_signed_answers_are_kept_and_found_by_nobody(client):
    [signed] = files_in(preview_link(client, attached(make_conference(**DRAFT)).conference))
    response = client.get(signed)
    response.getvalue()

    names = ["Cache-Control", "Referrer-Policy", "X-Robots-Tag"]
    assert [response[name] for name in names] == ["private, no-store", "no-referrer", "noindex"]


def test_a_signed_address_leads_on_when_the_file_is_public(client):
    conference = make_conference(**DRAFT)
    attached(conference)
    [signed] = files_in(preview_link(client, conference))
    conference.publish(NOW)
    stored(conference)

    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert status(client, signed) == 200
