"""What nobody understands of an address is told where readers look, and can be taken off."""

import re

import pytest
import time_machine

from tests.factories import NOW, make_conference
from tests.reading import chips, words

pytestmark = pytest.mark.django_db
# Also the month and the map of the one conference there is.
PAGES = [
    "/konferenzen/",
    "/konferenzen/archiv/",
    "/konferenzen/kalender/2022/3/",
    "/konferenzen/karte/",
]


@pytest.fixture(autouse=True)
def _before_the_first_conference():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("path", [*PAGES, "/modellprojekte/", "/wissen/"])
@pytest.mark.parametrize("query", ["thema=nie", "land=NW&land=XX&thema=nie", "q=%00"])
def test_a_mistake_has_no_canonical_address(client, path, query):
    make_conference()

    page = client.get(f"{path}?{query}")

    assert '<link rel="canonical"' not in page.text
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize("path", PAGES)
def test_what_was_not_understood_is_a_link_that_takes_it_off(client, path):
    make_conference()

    page = client.get(f"{path}?land=BY&land=XX&land=YY&q={'x' * 201}&seite=1").text

    rest = f"q={'x' * 201}"
    assert chips(page) == [
        (f"?land=XX&land=YY&{rest}", "Filter entfernen: Bayern"),
        ("?land=BY&land=XX&land=YY", f"Filter entfernen: Suchwort „{'x' * 29}…“ ungültig"),
        (f"?land=BY&land=YY&{rest}", "Filter entfernen: Land „XX“ unbekannt"),
        (f"?land=BY&land=XX&{rest}", "Filter entfernen: Land „YY“ unbekannt"),
    ]
    assert f'<a class="more" href="{path}">Alle Filter zurücksetzen</a>' in page


@pytest.mark.parametrize("path", [*PAGES, "/modellprojekte/", "/wissen/"])
def test_an_unknown_value_is_told_beside_its_field(client, path):
    make_conference()

    page = client.get(f"{path}?land=XX&land=NW&thema=nie").text

    assert not re.search(
        r"<details[^>]*fold\">\s*<summary>[^<]*</summary>\s*<fieldset[^>]* aria", page
    )
    for name, unknown in [("land", "XX"), ("thema", "nie")]:
        fieldset = re.search(
            rf'<fieldset[^>]* aria-describedby="{name}-error">(.*?)</fieldset>', page, re.DOTALL
        )[1]
        error = re.search(rf'<p class="error" id="{name}-error">(.*?)</p>', fieldset)[1]
        assert words(error) == f"Unbekannt: {unknown}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("query", "is_open", "active"),
    [("", False, ""), ("?land=NW", False, "(1 aktiv)"), ("?land=XX&bis=x", True, "(2 aktiv)")],
)
def test_the_folded_filter_counts_what_is_asked_and_opens_on_a_mistake(
    client, path, query, is_open, active
):
    make_conference(land="NW")

    page = client.get(f"{path}{query}").text
    opening, summary = re.search(
        r'<details class="filter"(.*?)>\s*<summary>(.*?)</summary>', page, re.DOTALL
    ).groups()

    assert ("open" in opening, words(summary)) == (is_open, f"Filter {active}".strip())


def test_many_unknown_values_are_taken_off_at_once(client):
    query = "&".join(f"thema=t{number}" for number in range(200))

    page = client.get(f"/konferenzen/?{query}&land=NW").text

    assert chips(page)[1] == ("?land=NW", "Filter entfernen: Thema: 200 unbekannte Werte")
