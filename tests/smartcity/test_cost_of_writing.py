"""How many queries a write of content asks: relations are loaded once before and once after it."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.edits import edited
from tests.factories import NOW, make_conference, make_project, make_series, make_theme

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _content_was_written_before():
    make_conference()


def make_ulm(items):
    programme = [{"starts": time(8, number), "title": f"Punkt {number}"} for number in range(items)]
    themes, hosts = [make_theme(), make_theme()], [make_project(), make_project()]
    return make_conference(themes=themes, hosts=hosts, series=make_series(), programme=programme)


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_a_new_conference_costs_few_queries():
    assert queries_of(make_conference) <= 25


def test_a_new_theme_costs_few_queries():
    assert queries_of(make_theme) <= 13


@pytest.mark.parametrize(("fields", "most"), [({"title": "Anders"}, 36), ({}, 28)])
def test_an_edit_costs_the_same_with_one_item_and_with_twenty(fields, most):
    small, large = make_ulm(1), make_ulm(20)

    counts = [queries_of(lambda it=it: edited(it, **fields)) for it in (small, large)]

    assert counts[0] == counts[1] <= most
