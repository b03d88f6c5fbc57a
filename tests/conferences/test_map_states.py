"""A point of the map says whether its conferences take place."""

from datetime import date

import pytest
import time_machine

from tests.factories import NOW, make_conference
from tests.reading import map_drawing, map_links

pytestmark = pytest.mark.django_db

MAP = "/konferenzen/karte/"
ULM = {"latitude": "48.39841", "longitude": "9.99155"}
BERLIN = {"latitude": "52.52437", "longitude": "13.41053"}


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"status": "abgesagt"}, "abgesagt"),
        ({"status": "abgesagt", "starts_on": date(2021, 3, 22)}, "abgesagt"),
        ({"status": "termin-offen"}, "Termin offen"),
        ({"status": "termin-offen", "starts_on": None}, "Termin offen"),
        ({"starts_on": date(2021, 3, 22)}, "vergangen"),
        ({"moved_from": date(2021, 3, 22)}, "kommend"),
    ],
)
def test_a_point_names_the_state_of_its_conference(client, fields, state):
    make_conference(title="Energie", city="Ulm", land="BW", **ULM, **fields)

    response = client.get(MAP)

    assert [name for _address, name in map_links(response)] == [f"Ulm: Energie ({state})"]
    assert ("kommend;" in response.text) == (state == "kommend")
    assert ("pt--host" in map_drawing(response)) == (state in {"kommend", "Termin offen"})


def test_a_point_counts_as_upcoming_only_what_takes_place(client):
    for status in ["geplant", "abgesagt"]:
        make_conference(city="Ulm", land="BW", status=status, **ULM)
        make_conference(city="Berlin", land="BE", status="abgesagt", **BERLIN)

    names = {name for _address, name in map_links(client.get(MAP))}

    assert names == {"Ulm: 2 Konferenzen, kommend: 1", "Berlin: 2 Konferenzen (abgesagt)"}
