"""Pages of a list that each begin behind the one before."""

from itertools import chain

import pytest
from django.core.signing import BadSignature

from conferences.models import Conference
from conferences.outputs.api.conference import by_begin
from smartcity.outputs.cursors import Cursors
from tests.factories import FIRST_DAY, make_conference

pytestmark = pytest.mark.django_db


def pages(sign, limit):
    """All pages, one after the other."""
    cursors, cursor = Cursors("/api/"), ""
    while cursor is not None:
        segments = by_begin(Conference.objects.all(), sign)
        rows, cursor = cursors.page(segments, limit, cursor)
        yield rows


def some_conferences():
    """Two on one day, one later, one whose date is open again, one that never had a date."""
    return [
        make_conference(starts_on=FIRST_DAY),
        make_conference(starts_on=FIRST_DAY),
        make_conference(starts_on=FIRST_DAY.replace(year=2030)),
        make_conference(starts_on=FIRST_DAY.replace(year=2031), status="termin-offen"),
        make_conference(starts_on=None, status="termin-offen"),
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_together_are_the_list_whatever_their_length(limit):
    first, second, later, opened, undated = some_conferences()

    shown = [list(pages(sign, limit)) for sign in ("", "-")]

    assert [list(chain.from_iterable(found)) for found in shown] == [
        [first, second, later, opened, undated],
        [later, second, first, undated, opened],
    ]
    assert {len(rows) for found in shown for rows in found[:-1]} <= {limit}


def test_a_row_that_was_added_meanwhile_moves_no_other_one():
    first, second, later, opened, undated = some_conferences()
    segments = by_begin(Conference.objects.all(), "")
    rows, cursor = Cursors("/api/").page(segments, 2)
    make_conference(starts_on=FIRST_DAY.replace(year=2021))

    following, end = Cursors("/api/").page(segments, 10, cursor)

    assert rows + following == [first, second, later, opened, undated]
    assert end is None


def test_a_cursor_leads_on_only_where_it_was_given_out():
    some_conferences()
    segments = by_begin(Conference.objects.all(), "")
    _rows, cursor = Cursors("/api/here/").page(segments, 2)

    with pytest.raises(BadSignature):
        Cursors("/api/there/").page(segments, 2, cursor)


def test_a_page_is_found_without_counting_or_skipping(django_assert_num_queries):
    some_conferences()
    segments = by_begin(Conference.objects.all(), "-")
    _rows, cursor = Cursors("/api/").page(segments, 1)

    with django_assert_num_queries(1) as asked:
        Cursors("/api/").page(segments, 1, cursor)

    assert not any(word in asked[0]["sql"] for word in ("COUNT", "OFFSET"))
