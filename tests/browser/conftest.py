import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.filling import fill
from tests.conftest import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to start as root otherwise, as in a container.
    "--disable-gpu",
    # A closed network refuses what Chromium asks of its maker, many requests at a time.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    # Imported here: without the package the tests are skipped before they ask for a browser.
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop lives in this thread, where Django then refuses the ORM.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    with new_context(browser) as context:
        yield context.new_page()


def new_context(browser):
    return browser.new_context(
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 800},
    )


@pytest.fixture(scope="module")
def site(browser, django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of a server with the facts and examples, for all tests of a module.

    pytest-django's `live_server` empties the database after each test.
    """
    shown = {"ROOT_URLCONF": "tests.browser.urls", "MEDIA_ROOT": tmp_path_factory.mktemp("media")}
    with django_db_blocker.unblock(), override_settings(**shown):
        # pytest-django makes a database for tests only if one of them is marked django_db.
        assert connection.settings_dict["NAME"].startswith(("test_", "file:memorydb_"))
        fill()
        server = LiveServer("localhost")
        yield server.url
        # Not stop(): that forbids the last threads of the server to let go of the connection.
        server.thread.terminate()
        call_command("flush", interactive=False, verbosity=0)
