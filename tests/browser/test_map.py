"""On a small screen, too, a finger finds each point of the maps."""

from itertools import combinations
from math import dist

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LEAST = 24
TARGETS = """() => [...document.querySelectorAll(".map--linked a")].map((link) => {
    const {x, y, width, height} = link.querySelector(".pt-hit").getBoundingClientRect();
    return {middle: [x + width / 2, y + height / 2], size: Math.min(width, height)};
})"""


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(
    ("address", "least"), [("/modellprojekte/", 73), ("/konferenzen/karte/", 20)]
)
def test_targets_of_a_map_are_large_enough_and_apart(page, site, address, least, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + address)

    targets = page.evaluate(TARGETS)

    assert len(targets) >= least
    assert min(target["size"] for target in targets) >= LEAST
    pairs = combinations([target["middle"] for target in targets], 2)
    assert min(dist(*pair) for pair in pairs) >= LEAST


def test_a_point_is_a_link_with_the_name_of_its_project(page, site):
    page.goto(f"{site}/modellprojekte/")

    page.locator(".map--linked").get_by_role("link", name="Ulm", exact=True).click()

    assert page.url == f"{site}/modellprojekte/ulm/"


def test_the_month_is_a_table_from_40_rem_on_and_a_list_below(page, site):
    page.goto(f"{site}/konferenzen/kalender/2022/3/")

    def shown(width):
        page.set_viewport_size({"width": width, "height": 800})
        return page.get_by_role("table").count(), page.locator(".stop").count()

    assert [shown(639), shown(640)] == [(0, 2), (1, 2)]
