"""The pages for what is not there and for what went wrong."""

import pytest
from django.template.loader import render_to_string

from smartcity.models import Page
from tests.reading import heading


@pytest.mark.django_db
def test_an_unknown_address_says_so_and_leads_on(client):
    page = client.get("/gibt-es-nicht/")

    assert page.status_code == 404
    assert heading(page) == "Diese Haltestelle gibt es nicht"
    assert 'action="/konferenzen/"' in page.content.decode()


def test_the_page_for_failures_needs_neither_the_database_nor_a_context(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("smartcity.views.connection.ensure_connection", fail)
    client.raise_request_exception = False

    page = client.get("/readyz")

    assert page.status_code == 500
    assert heading(page) == "Halt auf freier Strecke"
    assert '<a href="/impressum/">' in render_to_string("500.html")


@pytest.mark.django_db
def test_an_address_that_cannot_be_read_is_answered_in_german(client):
    asked = "&".join(f"a{number}=1" for number in range(10_500))

    page = client.get(f"/konferenzen/?{asked}")
    data = client.get(f"/api/v1/conferences/?{asked}")

    assert (page.status_code, heading(page)) == (400, "Anfrage nicht verstanden")
    assert (data.status_code, data.json()["message"]) == (
        400,
        "Die Anfrage wurde nicht verstanden.",
    )


@pytest.mark.parametrize("name", ["400.html", "404.html", "410.html", "500.html"])
@pytest.mark.django_db
def test_every_error_page_leads_to_imprint_and_privacy(name):
    page = render_to_string(name)

    assert page.count('<a href="/impressum/">') == 1
    assert page.count('<a href="/datenschutz/">') == 1


@pytest.mark.django_db
def test_easy_language_is_linked_once_it_has_a_text(client):
    page = Page.objects.create(slug="leichte-sprache", title="Leichte Sprache")
    before = client.get("/konferenzen/").content.decode()

    page.body = "<p>Ein Text.</p>"
    page.save()

    after = client.get("/konferenzen/").content.decode()
    assert before.count('<a href="/leichte-sprache/">') == 0
    assert after.count('<a href="/leichte-sprache/">') == 1
