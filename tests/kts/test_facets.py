"""The number behind each value is the number of articles a reader would count by hand."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kts.filters import ArticleFilter
from kts.models import Article
from tests.factories import NOW, make_article, make_project, make_theme

pytestmark = pytest.mark.django_db
LAENDER = {"ulm": ["BW"], "rhein": ["BW", "RP"]}
SIZES = ["", "jede", "klein", "gross"]


def some(*values):
    return st.frozensets(st.sampled_from(values))


articles = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["bericht", "leitfaden"]),
        "size": st.sampled_from(SIZES),
        "themes": some("energie", "daten"),
        "projects": some("ulm", "rhein"),
        "days_ago": st.integers(0, 3),
    }
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "art": st.lists(st.sampled_from(["bericht", "interview", "nie"]), min_size=1),
        "groesse": st.lists(st.sampled_from(["jede", "klein", "riesig"]), min_size=1),
        "thema": st.lists(st.sampled_from(["energie", "daten", "nie"]), min_size=1),
        "projekt": st.lists(st.sampled_from(["ulm", "rhein", "nie"]), min_size=1),
        "land": st.lists(st.sampled_from(["BW", "RP", "XX"]), min_size=1),
        "bis": st.integers(0, 3).map(lambda days: [days_ago(days).date().isoformat()]),
    },
)


def days_ago(days):
    return NOW - timedelta(days=days)


def values_of(drawn):
    """By filter, the values under which it is found; what suits any size suits each."""
    sizes = {"jede": set(Article.Size.values), "": set()}
    return {
        "art": {drawn["kind"]},
        "groesse": sizes.get(drawn["size"], {drawn["size"]}),
        "thema": drawn["themes"],
        "projekt": drawn["projects"],
        "land": {land for slug in drawn["projects"] for land in LAENDER[slug]},
    }


def is_found(drawn, given_filters, without=None):
    own = values_of(drawn)
    until = given_filters.get("bis", ["2999"])[0]
    return days_ago(drawn["days_ago"]).date().isoformat() <= until and all(
        set(values) & own[name]
        for name, values in given_filters.items()
        if name not in ("bis", without)
    )


def counted(drawn, given_filters, name):
    left = [row for row in drawn if is_found(row, given_filters, without=name)]
    return Counter(value for row in left for value in values_of(row)[name])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.lists(articles, max_size=6), given_filters=filters)
def check(drawn, given_filters, themes, projects, request):
    with transaction.atomic():
        for row in drawn:
            make_article(
                kind=row["kind"],
                municipality_size=row["size"],
                themes=[themes[slug] for slug in row["themes"]],
                projects=[projects[slug] for slug in row["projects"]],
                now=days_ago(row["days_ago"]),
            )
        query = QueryDict(mutable=True)
        for name, values in given_filters.items():
            query.setlist(name, values)
        rows = Article.objects.published(NOW).newest().for_cards()
        filterset = ArticleFilter(query or None, rows, request=request)
        for facet in filterset.facets:
            found = {option.value: option.count for option in facet.options if option.count}
            assert found == counted(drawn, given_filters, facet.parameter)
        assert filterset.total == sum(is_found(row, given_filters) for row in drawn)
        transaction.set_rollback(True)


def test_every_count_of_articles_is_what_a_reader_counts(rf):
    themes = {slug: make_theme(slug=slug) for slug in ["energie", "daten"]}
    projects = {slug: make_project(slug=slug, laender=LAENDER[slug]) for slug in LAENDER}
    request = rf.get("/")
    request.now = NOW

    check(themes=themes, projects=projects, request=request)
