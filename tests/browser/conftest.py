import pytest

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
    context = browser.new_context(
        locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 800}
    )
    yield context.new_page()
    context.close()
