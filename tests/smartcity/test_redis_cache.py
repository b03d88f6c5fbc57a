"""A Redis that is stopped, frozen or full fails no request."""

import socket
import subprocess
import sys

import pytest
import redis
from django.core.cache import cache

from smartcity.operating import redis_cache
from smartcity.publishing.roles import EDITORS
from tests.factories import make_account, make_conference
from tests.logins import is_logged_in, log_in
from tests.redis import own_redis

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/konferenzen/",
    "/konferenzen/archiv/",
    "/modellprojekte/",
    "/wissen/",
    "/konto/anmelden/",
    "/konto/passwort/vergessen/",
]


@pytest.fixture(scope="module")
def server_of_module():
    with own_redis() as server:
        yield server


@pytest.fixture
def server(server_of_module, settings):
    use(settings, server_of_module.address)
    yield server_of_module
    server_of_module.stop()
    server_of_module.start()


@pytest.fixture(params=["stop", "freeze", "take_no_more"])
def failing(request, server):
    getattr(server, request.param)()
    return server


def use(settings, address):
    redis_cache.OUTAGES.clear()
    backend = "smartcity.operating.redis_cache.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": address}}
    cache.local.clear()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers(client, failing, address):
    make_conference()

    statuses = [client.get(address).status_code for _ in range(2)]

    assert statuses == [200, 200]


@pytest.mark.usefixtures("failing")
def test_editors_log_in(client):
    make_account(EDITORS, username="anna")

    log_in(client, "anna")

    assert is_logged_in(client)


@pytest.mark.usefixtures("failing")
def test_a_forgotten_password_is_answered_by_mail(client, mailoutbox):
    anna = make_account(EDITORS, username="anna", email="anna@stadt.example")

    client.post("/konto/passwort/vergessen/", {"email": anna.email})

    assert [mail.to for mail in mailoutbox] == [[anna.email]]


@pytest.mark.usefixtures("failing")
def test_wrong_passwords_are_counted_in_the_process(client):
    make_account(EDITORS, username="anna")
    for _ in range(20):
        log_in(client, "anna", "wrong")

    log_in(client, "anna")

    assert not is_logged_in(client)


def test_the_cache_of_the_process_does_what_redis_did(failing):
    cache.set("one", 1)
    cache.set_many({"two": 2, "three": 3})

    assert cache.get_many(["one", "two", "three"]) == {"one": 1, "two": 2, "three": 3}
    assert (cache.add("one", 5), cache.incr("two"), cache.touch("three")) == (False, 3, True)
    assert (cache.has_key("one"), cache.delete("one"), cache.get("one")) == (True, True, None)
    assert cache.get_or_set("four", lambda: 4) == 4
    cache.delete_many(["two"])
    assert (cache.get("two", "gone"), cache.clear(), cache.get("three")) == ("gone", None, None)


def test_the_log_tells_of_an_outage_once(failing, caplog):
    for number in range(20):
        cache.set("number", number)

    [record] = caplog.records
    assert "Redis failed" in record.getMessage()


def test_a_redis_that_is_known_to_be_down_is_not_asked_again(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(settings, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        for number in range(10):
            cache.set("number", number)

        silent.setblocking(False)
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_redis_is_used_again_once_it_answers(server, monkeypatch, caplog):
    monkeypatch.setattr(redis_cache, "RETRY_AFTER", 0)
    server.stop()
    cache.set("number", 1)
    server.start()

    cache.set("number", 2)

    assert redis.Redis(port=server.port).get(cache.make_key("number")) == b"2"
    assert [record.getMessage() for record in caplog.records][1:] == ["Redis answers again."]


def test_an_outage_goes_on_while_redis_does_not_answer(failing, monkeypatch, caplog):
    monkeypatch.setattr(redis_cache, "RETRY_AFTER", 0)

    for number in range(3):
        cache.set("number", number)

    assert (cache.get("number"), len(caplog.records)) == (2, 1)


def test_what_cannot_be_read_counts_as_missing(server):
    redis.Redis(port=server.port).set(cache.make_key("strange"), b"no pickle")

    assert cache.get("strange", "default") == "default"
    assert cache.get_or_set("strange", lambda: "new") == "new"
    assert cache.get("strange") == "new"


def test_while_it_answers_redis_holds_everything(server):
    cache.set("number", 1)
    cache.set("text", "ü", 60)

    stored = redis.Redis(port=server.port).keys()

    assert sorted(stored) == sorted(cache.make_key(it).encode() for it in ("number", "text"))
    assert cache.get_many(["number", "text", "none"]) == {"number": 1, "text": "ü"}


def test_a_value_of_a_program_without_errors_is_no_outage(server):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("missing")

    assert cache.outage.next_try is None


@pytest.mark.parametrize("scheme", ["redis", "rediss"])
def test_the_settings_take_this_backend_for_redis(scheme):
    question = "from smartcity.settings import CACHES; print(CACHES['default']['BACKEND'])"
    environment = {"ENV_FILE": "", "SECRET_KEY": "x", "CACHE_URL": f"{scheme}://127.0.0.1:1/0"}

    answer = subprocess.run(
        [sys.executable, "-c", question], env=environment, capture_output=True, check=True
    )

    assert answer.stdout.decode().strip() == "smartcity.operating.redis_cache.RedisCache"
