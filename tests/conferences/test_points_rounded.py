"""Coordinates as maps on the web give them are rounded to five places, wherever they come in."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from conferences.coordinates import DegreesField, DegreesFormField
from conferences.models import Conference
from smartcity.spreadsheets.cells import cell_of
from tests.editor import edit, errors_of
from tests.factories import make_conference, make_editor

LATITUDE = Conference._meta.get_field("latitude")
GIVEN = [
    ("51.050407", "51.05041"),
    ("51.05040000000001", "51.05040"),
    ("51.0504", "51.05040"),
    ("51", "51.00000"),
]


@pytest.mark.parametrize(("given", "stored"), GIVEN)
def test_fields_and_cells_round_alike(given, stored):
    cell = cell_of(LATITUDE).clean(given)

    assert DegreesFormField(max_digits=8, decimal_places=5).clean(given) == Decimal(stored)
    assert LATITUDE.clean(given, None) == LATITUDE.clean(cell, None) == Decimal(stored)
    assert isinstance(LATITUDE, DegreesField)


@pytest.mark.parametrize("given", ["NaN", "Infinity", "1e400", "99999999"])
def test_what_is_no_degree_is_refused(given):
    with pytest.raises(ValidationError):
        LATITUDE.clean(given, None)


@pytest.mark.django_db
def test_a_form_takes_what_a_map_gives(client):
    client.force_login(make_editor())
    conference = make_conference()

    response = edit(client, conference, latitude="51.050407", longitude="13.73730000000001")

    assert response.status_code == 302, errors_of(response)
    conference.refresh_from_db()
    assert (conference.latitude, conference.longitude) == (Decimal("51.05041"), Decimal("13.7373"))
