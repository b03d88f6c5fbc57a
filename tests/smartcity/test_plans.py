"""How PostgreSQL is asked: what repeats is planned once, a search for its own words."""

import pytest
from django.db import connection

from tests.factories import make_conference

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans each statement"),
]


def prepared_statements():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_a_search_is_planned_for_its_words_and_what_repeats_is_planned_once(client):
    make_conference(title="Praxis")

    for _ in range(10):
        assert "Praxis" in client.get("/konferenzen/?q=Praxis&format=virtuell&land=BY").text

    statements = prepared_statements()
    assert any("smartcity_contentversion" in statement for statement in statements)
    assert not any(" LIKE " in statement for statement in statements)
