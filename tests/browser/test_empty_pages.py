"""Pages that list something, before there is anything."""

import pytest

from tests.browser.conftest import new_context
from tests.browser.pages import EMPTY
from tests.browser.visiting import WIDTHS, visit
from tests.node import package

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", EMPTY)
def test_an_empty_page_is_as_usable_as_a_full_one(browser, live_server, address):
    with new_context(browser) as context:
        seen = visit(context, live_server.url + address, axe=package("axe-core"))

    assert seen.barriers == []
    assert seen.complaints == []
    assert seen.overflows == dict.fromkeys(WIDTHS, 0)
