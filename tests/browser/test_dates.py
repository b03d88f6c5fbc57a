"""Dates stand beside a conference, however many lines they take."""

from datetime import date

import pytest

from tests.factories import make_conference

pytestmark = pytest.mark.browser

# From the last line of each date to the end of its conference in the list.
ROOM_BELOW = """() => [...document.querySelectorAll(".stop .date")].map((date) =>
    date.closest(".stop").getBoundingClientRect().bottom - date.getBoundingClientRect().bottom)"""


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_date_reaches_over_the_line_below_it(page, live_server, width):
    make_conference(starts_on=date(2026, 11, 28), ends_on=date(2026, 12, 2))
    make_conference(starts_on=date(2026, 12, 31), ends_on=date(2027, 1, 1))
    make_conference(starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 4))
    make_conference(status="termin-offen")
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{live_server.url}/konferenzen/archiv/?q=Konferenz")
    past = page.evaluate(ROOM_BELOW)
    page.goto(f"{live_server.url}/konferenzen/?q=Konferenz")
    coming = page.evaluate(ROOM_BELOW)

    assert len(past + coming) == 4
    assert min(past + coming) >= 8
