"""Every filter of conferences narrows feeds as it narrows lists."""

import pytest

from conferences.filters import ConferenceFilter
from smartcity.lists.filtering import ValuesFilter
from tests.factories import make_conference

pytestmark = pytest.mark.django_db

VALUES = [
    f"{name}={values.extra['choices'][0][0]}"
    for name, values in ConferenceFilter.base_filters.items()
    if isinstance(values, ValuesFilter) and "choices" in values.extra
]


@pytest.mark.parametrize("query", VALUES)
@pytest.mark.parametrize("address", ["/konferenzen/", "/konferenzen.ics", "/konferenzen.csv"])
def test_every_filter_narrows_conferences_and_their_earlier_states(client, address, query):
    make_conference()

    assert client.get(f"{address}?{query}").status_code == 200


def test_every_filter_with_values_is_tried():
    names = [query.partition("=")[0] for query in VALUES]

    assert {"format", "land", "status", "anmeldung", "jahr"} <= {*names}
