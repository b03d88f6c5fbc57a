"""The number behind each value is the number of rows a reader would count by hand."""

from collections import Counter

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from conferences.filters import ArchiveFilter, ConferenceFilter, ModelProjectFilter
from conferences.models import Conference, ModelProject
from smartcity.content.transaction import content_change
from smartcity.content.version_cache import VersionCache
from tests.conferences import random_rows
from tests.conferences.random_rows import MEANING, is_found, meant, query_of
from tests.factories import NOW, TODAY, make_conference, make_project

pytestmark = pytest.mark.django_db
LISTS = {"upcoming": ConferenceFilter, "past": ArchiveFilter}
MANY = settings(max_examples=60)


@pytest.fixture
def asked(rf):
    request = rf.get("/")
    request.now, request.today = NOW, TODAY
    return request


@pytest.fixture
def surroundings():
    return random_rows.make_surroundings()


def shown(facet):
    return {option.value: option.count for option in facet.options}


def counted(rows, given, name):
    """By hand: for each value of a filter, the rows that all other filters leave."""
    left = [row for row in rows if is_found(row, given, without=name)]
    return Counter(value for row in left for value in row.values()[name])


def expected(rows, given, name, facet):
    """Long facets leave out what has no hit, unless it is ticked."""
    counts = counted(rows, given, name)
    ticked = meant(given).get(name, set())
    hidden = name in {"thema", "land", "reihe", "barrierefreiheit", "projekt", "jahr"}
    values = {*counts, *ticked} if hidden else {option.value for option in facet.options}
    return {value: counts[value] for value in values}


@MANY
@given(
    drawn=st.lists(random_rows.rows, max_size=8),
    given_filters=random_rows.filters,
    tense=st.sampled_from(["upcoming", "past"]),
)
def check_conferences(drawn, given_filters, tense, surroundings, asked):
    cache.clear()
    with transaction.atomic():
        random_rows.store(drawn, surroundings)
        published = Conference.objects.published(NOW)
        filterset = LISTS[tense](
            QueryDict(query_of(given_filters)) or None,
            getattr(published, tense)(TODAY).for_cards(),
            request=asked,
            cache=VersionCache("test", NOW),
        )
        rows = [row for row in drawn if row.is_past == (tense == "past")]
        for _ in ("fresh", "cached"):
            facets = filterset.facets
            assert {facet.parameter for facet in facets} == set(MEANING)
            for facet in facets:
                wanted = expected(rows, given_filters, facet.parameter, facet)
                assert (facet.parameter, shown(facet)) == (facet.parameter, wanted)
        number = sum(is_found(row, given_filters) for row in rows)
        assert (filterset.total, len(filterset.qs)) == (number, number)
        for page in (slice(0, 2), slice(2, 4)):
            assert list(filterset.ordered_rows[page]) == list(filterset.qs[page])
        transaction.set_rollback(True)


def test_every_count_of_conferences_is_what_a_reader_counts(surroundings, asked):
    check_conferences(surroundings=surroundings, asked=asked)


projects = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["stadt", "landkreis"]),
        "round": st.sampled_from([2019, 2020]),
        "laender": random_rows.slugs("BW", "RP"),
        "public": random_rows.slugs("energie", "daten"),
        "draft": random_rows.slugs("energie", "daten"),
    }
)
project_filters = st.fixed_dictionaries(
    {},
    optional={
        "art": st.lists(st.sampled_from(["stadt", "landkreis", "dorf"]), min_size=1),
        "runde": st.lists(st.sampled_from(["2019", "2020", "1900"]), min_size=1),
        "land": st.lists(st.sampled_from(["BW", "RP", "XX"]), min_size=1),
        "thema": st.lists(st.sampled_from(["energie", "daten", "nie"]), min_size=1),
    },
)


def store_project(drawn, themes):
    project = make_project(
        kind=drawn["kind"], round=drawn["round"], laender=sorted(drawn["laender"])
    )
    for publication in ["published", "draft"]:
        chosen = [
            themes[slug] for slug in drawn["public" if publication == "published" else "draft"]
        ]
        # Two with the same themes: the project still counts once.
        for _ in range(2):
            fields = {} if publication == "published" else {"publication": "draft"}
            make_conference(themes=chosen, hosts=[project], **fields)


def values_of(drawn):
    return {
        "art": {drawn["kind"]},
        "runde": {str(drawn["round"])},
        "land": drawn["laender"],
        "thema": drawn["public"],
    }


def projects_counted(drawn, given, name):
    left = [
        values_of(project)
        for project in drawn
        if all(
            set(values) & values_of(project)[other]
            for other, values in given.items()
            if other != name
        )
    ]
    return Counter(value for values in left for value in values[name])


@settings(max_examples=30)
@given(drawn=st.lists(projects, max_size=4), given_filters=project_filters)
def check_projects(drawn, given_filters, themes, asked):
    with transaction.atomic():
        with content_change(NOW):
            for project in drawn:
                store_project(project, themes)
        rows = ModelProject.objects.exclude(slug__in=random_rows.PROJECTS)
        query = QueryDict(query_of(given_filters)) or None
        filterset = ModelProjectFilter(query, rows, request=asked)
        for facet in filterset.facets:
            counts = projects_counted(drawn, given_filters, facet.parameter)
            assert {value: count for value, count in shown(facet).items() if count} == counts
        transaction.set_rollback(True)


def test_every_count_of_projects_is_what_a_reader_counts(surroundings, asked):
    check_projects(themes=surroundings["themes"], asked=asked)


def test_long_facets_show_what_is_ticked_and_then_the_most_hits(surroundings, asked):
    energy, data, mobility = surroundings["themes"].values()
    for themes in ([energy], [data], [data, energy], [mobility]):
        make_conference(themes=themes)
    drawn_up = Conference.objects.published(NOW)

    facet = ConferenceFilter(QueryDict("thema=mobil"), drawn_up, request=asked).facet("thema")

    assert [(it.value, it.count, it.is_ticked) for it in facet.options] == [
        ("mobil", 1, True),
        ("daten", 2, False),
        ("energie", 2, False),
    ]


def test_a_former_slug_ticks_the_box_of_the_current_one(surroundings, asked):
    rows = Conference.objects.published(NOW)

    facet = ConferenceFilter(QueryDict("thema=strom"), rows, request=asked).facet("thema")

    assert [(it.value, it.count, it.is_ticked) for it in facet.options] == [("energie", 0, True)]


def test_of_many_values_eight_stand_open(asked):
    host = [make_project() for _ in range(10)]
    make_conference(hosts=host)

    facet = ConferenceFilter(None, Conference.objects.all(), request=asked).facet("projekt")

    assert (facet.open_number, facet.folded_number) == (8, 2)


def test_with_a_wrong_date_nothing_is_counted(surroundings, asked):
    rows = Conference.objects.published(NOW)

    facet = ConferenceFilter(QueryDict("von=2022-02-30"), rows, request=asked).facet("thema")

    assert [(it.value, it.count) for it in facet.options] == [
        (slug, None) for slug in ["daten", "energie", "mobil"]
    ]
