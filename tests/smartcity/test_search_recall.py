"""What a town clerk types, against the facts: how much of what is expected is found.

The table names for each query what must be among the hits of one kind; rows without a direct
hit are answered with the suggestion, as the page does.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone

from conferences.models import Conference, ModelProject, Theme
from kts.models import Article, Network
from smartcity.search.suggestions import suggestion_for
from tests import prepared
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("search_queries.csv")
FIRST = 10


@dataclass
class Report:
    """[(query, kind, slug, is found, is among the first)]"""

    rows: list

    def share(self, column):
        return sum(row[column] for row in self.rows) / len(self.rows)

    @property
    def misses(self):
        return [row for row in self.rows if not (row[3] and row[4])]


def queries():
    with TABLE.open() as table:
        return [(it["query"], it["kind"], it["expected"].split()) for it in csv.DictReader(table)]


def rows_by_kind():
    now = timezone.now()
    return {
        "conferences": Conference.objects.published(now).latest_first(),
        "articles": Article.objects.published(now).newest(),
        "projects": ModelProject.objects.all(),
        "networks": Network.objects.published(now),
        "themes": Theme.objects.current(),
    }


def answered(query, kinds):
    """The query, or what is suggested for one that finds nothing of any kind."""
    if any(rows.searching(query).exists() for rows in kinds.values()):
        return query
    return suggestion_for(query, *kinds.values()) or query


def measure():
    kinds = rows_by_kind()
    rows = []
    for query, kind, expected in queries():
        asked = answered(query, kinds)
        hits = kinds[kind].searching(asked).by_relevance(asked)
        found = list(hits.values_list("slug", flat=True))
        rows += [(query, kind, slug, slug in found, slug in found[:FIRST]) for slug in expected]
    return Report(rows)


def test_what_is_expected_is_found_and_stands_among_the_first(record_property):
    prepared.facts_at(NOW)

    report = measure()

    found, first = report.share(3), report.share(4)
    record_property("recall", found)
    record_property(f"recall among the first {FIRST}", first)
    assert len({query for query, *_ in queries()}) >= 60
    assert found >= 0.97, report.misses
    assert first >= 0.9, report.misses
