"""What holds for every page in a browser, narrow and wide, light and dark."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import new_context
from tests.browser.pages import ERRORS, PAGES
from tests.browser.visiting import WIDTHS, visit
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

KIB = 1024


@pytest.fixture(scope="module", params=PAGES)
def seen(request, browser, site):
    with new_context(browser) as context:
        return visit(context, site + request.param, axe=package("axe-core"))


def sizes(seen, kind):
    return [size for _, loaded_as, size in seen.loaded if loaded_as == kind]


def test_it_is_the_page_that_was_meant(seen):
    assert seen.status == ERRORS.get(urlsplit(seen.url).path, 200)


def test_axe_finds_no_barrier(seen):
    assert seen.barriers == []


def test_nothing_is_wider_than_the_window(seen):
    assert seen.overflows == dict.fromkeys(WIDTHS, 0)


def test_nothing_is_wider_than_the_window_when_readers_space_the_text_out(seen):
    assert seen.spaced_overflow == 0


def test_it_has_one_first_heading(seen):
    assert seen.headings == 1


def test_the_first_stop_of_the_keyboard_leads_to_the_content(seen):
    assert seen.skips_to == "MAIN"


def test_no_other_host_is_asked(seen):
    assert {urlsplit(url).netloc for url, *_ in seen.loaded} == {urlsplit(seen.url).netloc}


def test_nothing_is_kept_in_the_browser(seen):
    assert seen.kept == []


def test_the_browser_does_not_complain(seen):
    assert seen.complaints == []


def test_it_stays_within_its_budget(seen):
    requests = [url for url, *_ in seen.loaded if "/medien/" not in url]

    assert sum(sizes(seen, "document")) <= 15 * KIB
    assert sum(sizes(seen, "stylesheet")) <= 10 * KIB
    assert sum(sizes(seen, "script")) <= 5 * KIB
    assert len(requests) <= 8
