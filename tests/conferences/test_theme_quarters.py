"""Which themes had a conference in which quarter, on a page of the admin."""

from datetime import date

import pytest
import time_machine

from conferences.announcing.theme_coverage import Quarter, quarters_around, theme_table
from smartcity.publishing.roles import HOSTS, TECHNICIANS
from tests.factories import NOW, TODAY, make_colleague, make_conference, make_editor, make_theme

ADDRESS = "/admin/conferences/theme/quarters/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2022, 1, 1), Quarter(2022, 1)),
        (date(2022, 3, 31), Quarter(2022, 1)),
        (date(2022, 4, 1), Quarter(2022, 2)),
        (date(2022, 12, 31), Quarter(2022, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day, quarter):
    assert Quarter.of(day) == quarter
    assert quarter.first_day <= day < quarter.after(1).first_day


def test_the_table_shows_eight_quarters_and_the_next_two():
    found = quarters_around(TODAY)

    assert (len(found), found[0], found[7], found[-1]) == (
        10,
        Quarter(2020, 2),
        Quarter(2022, 1),
        Quarter(2022, 3),
    )


@pytest.mark.django_db
def test_conferences_count_where_they_begin(django_assert_num_queries):
    energy, water = make_theme(name="Energie"), make_theme(name="Wasser")
    make_theme(name="Alt", merged_into=energy)
    make_conference(starts_on=date(2022, 3, 31), ends_on=date(2022, 4, 1), themes=[energy, water])
    make_conference(starts_on=date(2022, 4, 1), themes=[energy])
    make_conference(starts_on=date(2022, 6, 30), themes=[energy])
    make_conference(starts_on=date(2020, 3, 31), themes=[energy])
    make_conference(starts_on=date(2022, 10, 1), themes=[energy])
    make_conference(themes=[energy], publication="draft")
    make_conference(themes=[energy], status="abgesagt")
    make_conference(themes=[energy], status="termin-offen")

    with django_assert_num_queries(1):
        _quarters, rows = theme_table(NOW, TODAY)

    assert [(theme.name, counts, total) for theme, counts, total in rows] == [
        ("Energie", [0] * 7 + [1, 2, 0], 3),
        ("Wasser", [0] * 7 + [1, 0, 0], 1),
    ]


@pytest.mark.django_db
def test_a_quarter_without_a_conference_is_marked(client):
    make_conference(themes=[make_theme()])
    client.force_login(make_editor())

    page = client.get(ADDRESS).content.decode()

    assert page.count('<td class="nothing">') == 9
    assert page.count("<abbr title=") == 10


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [(HOSTS, 200), (TECHNICIANS, 403)])
def test_who_sees_themes_sees_the_table(client, role, status):
    client.force_login(make_colleague(role))

    assert client.get(ADDRESS).status_code == status
