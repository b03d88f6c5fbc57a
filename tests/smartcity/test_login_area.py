import pytest
from django.test import Client

from tests.factories import make_conference, make_editor

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/konferenzen/", "/konferenzen/ulm/", "/konferenzen.ics", "/konferenzen/ulm.ics"]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("cookie", ["csrftoken", "sessionid", "messages"])
def test_cookies_of_others_change_nothing_for_readers(client, address, cookie):
    make_conference(slug="ulm")
    plain = client.get(address)
    client.cookies[cookie] = "something-else"

    response = client.get(address)

    assert not any(morsel["max-age"] for morsel in response.cookies.values())
    assert "Set-Cookie" not in response.headers
    assert response.get("Vary") == plain.get("Vary")


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_readers_can_only_read(client, address, method):
    make_conference(slug="ulm")

    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", ["/admin/smartcity/user/", "/admin/conferences/theme/"])
def test_a_nul_byte_in_an_address_of_the_admin_is_a_bad_request(client, address):
    client.force_login(make_editor())

    assert client.get(f"{address}?q=%00&kind=%00").status_code == 400


def test_the_login_area_still_asks_for_a_token():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert response.status_code == 403


def test_whoever_sends_an_outdated_form_reads_a_page_of_ours():
    response = Client(enforce_csrf_checks=True).post("/konto/anmelden/", {"login": "x"})

    assert response.status_code == 403
    assert [it.name for it in response.templates][:2] == ["403_csrf.html", "base.html"]


def test_the_scripts_of_the_admin_speak_german(client):
    client.force_login(make_editor())

    words = client.get("/admin/jsi18n/").text

    assert '"Remove all %s": "Alle entfernen: %s"' in words
