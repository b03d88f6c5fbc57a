from datetime import UTC, date, datetime, time, timedelta

import pytest

from conferences.models import Conference
from tests.factories import (
    FIRST_DAY,
    NOW,
    TODAY,
    make_conference,
    make_project,
    make_theme,
)

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
OPEN = Conference.Status.OPEN


def test_a_conference_is_still_upcoming_on_its_last_day():
    ulm = make_conference(starts_on=FIRST_DAY, ends_on=FIRST_DAY + A_DAY)

    assert list(Conference.objects.upcoming(today=ulm.ends_on)) == [ulm]
    assert list(Conference.objects.past(today=ulm.ends_on)) == []


def test_a_conference_is_past_on_the_day_after():
    ulm = make_conference()

    assert list(Conference.objects.upcoming(today=FIRST_DAY + A_DAY)) == []
    assert list(Conference.objects.past(today=FIRST_DAY + A_DAY)) == [ulm]


def test_upcoming_and_past_share_out_every_conference():
    today = FIRST_DAY
    for days in range(-2, 3):
        make_conference(starts_on=today + days * A_DAY)
        make_conference(starts_on=today + days * A_DAY, status=OPEN)
    make_conference(starts_on=None, publication="draft")

    upcoming, past = Conference.objects.upcoming(today), Conference.objects.past(today)

    assert not set(upcoming) & set(past)
    assert set(upcoming) | set(past) == set(Conference.objects.all())


def test_an_open_date_comes_last_among_the_upcoming_whatever_its_old_date():
    moved = make_conference(starts_on=FIRST_DAY - 400 * A_DAY, status=OPEN)
    dated = make_conference(starts_on=FIRST_DAY + 400 * A_DAY)

    assert list(Conference.objects.upcoming(FIRST_DAY)) == [dated, moved]


def test_by_deadline_open_dates_come_last_and_before_them_what_is_cancelled():
    soon, later = FIRST_DAY - timedelta(days=7), FIRST_DAY - timedelta(days=3)
    open_date = make_conference(status="termin-offen", registration_deadline=soon)
    cancelled = make_conference(status="abgesagt", registration_deadline=soon)
    without = make_conference()
    second = make_conference(registration_deadline=later)
    first = make_conference(registration_deadline=soon)

    ordered = Conference.objects.by_registration_deadline(TODAY)

    assert list(ordered) == [first, second, without, cancelled, open_date]


def test_a_timed_conference_runs_between_begin_and_end_in_berlin():
    make_conference(starts_on=date(2022, 7, 6), start_time=time(10), end_time=time(15))
    running = Conference.objects.running

    # 10:00 to 15:00 in Berlin is 8:00 to 13:00 UTC in summer.
    assert not running(datetime(2022, 7, 6, 7, 59, tzinfo=UTC)).exists()
    assert running(datetime(2022, 7, 6, 8, 0, tzinfo=UTC)).exists()
    assert running(datetime(2022, 7, 6, 12, 59, tzinfo=UTC)).exists()
    assert not running(datetime(2022, 7, 6, 13, 0, tzinfo=UTC)).exists()


@pytest.mark.parametrize("status", [OPEN, Conference.Status.CANCELLED])
def test_what_does_not_take_place_is_never_running(status):
    make_conference(status=status)

    moment = datetime(2022, 3, 22, 11, tzinfo=UTC)

    assert not Conference.objects.running(moment).exists()


@pytest.mark.parametrize("clock", [time(7), time(10), time(14, 59), time(15), time(23)])
def test_the_row_and_the_object_agree_on_running(clock):
    timed = make_conference(start_time=time(10), end_time=time(15))
    begun = make_conference(start_time=time(10))
    dated = make_conference()
    moment = datetime.combine(FIRST_DAY, clock, tzinfo=UTC) - timedelta(hours=1)

    running = set(Conference.objects.running(moment))

    assert running == {one for one in [timed, begun, dated] if one.is_running(moment)}


def test_only_what_is_published_by_now_is_published():
    visible = make_conference(published_at=NOW, publication="published")
    make_conference(published_at=NOW + A_DAY, publication="published")
    make_conference(publication="draft")
    make_conference(publication="in-review")
    make_conference(publication="withdrawn", published_at=NOW, withdrawn_at=NOW)

    assert list(Conference.objects.published(NOW)) == [visible]


def test_a_conference_is_found_under_its_own_land():
    hamburg = make_conference(land="HH", hosts=[make_project(laender=["HH", "SN", "BY"])])

    assert list(Conference.objects.in_laender(["HH"])) == [hamburg]
    assert list(Conference.objects.in_laender(["SN"])) == []


def test_a_conference_without_a_land_is_found_under_each_of_its_hosts():
    everywhere = make_conference(hosts=[make_project(laender=["BW", "HE", "RP"])])

    assert list(Conference.objects.in_laender(["BW", "HE"])) == [everywhere]


def test_cancelled_and_withdrawn_ones_stay_in_calendars_for_thirty_days():
    cancelled = make_conference(status=Conference.Status.CANCELLED)
    withdrawn = make_conference(publication="withdrawn", published_at=NOW, withdrawn_at=NOW)
    shown = Conference.objects.in_calendar

    last_day = datetime(2022, 4, 21, 12, tzinfo=UTC)

    assert set(shown(last_day)) == {cancelled, withdrawn}
    assert not shown(last_day + A_DAY).exists()


def test_what_was_never_public_is_in_no_calendar():
    make_conference(publication="draft")
    make_conference(publication="withdrawn", published_at=NOW + A_DAY, withdrawn_at=NOW)

    assert not Conference.objects.in_calendar(NOW + 2 * A_DAY).exists()


def test_past_conferences_stay_in_calendars():
    past = make_conference()

    assert list(Conference.objects.in_calendar(NOW + 4000 * A_DAY)) == [past]


def test_like_finds_each_conference_of_a_shared_theme_once():
    first, second = make_theme(), make_theme()
    conference = make_conference(themes=[first, second])
    similar = make_conference(themes=[first, second])
    make_conference()

    assert list(Conference.objects.like(conference)) == [similar]


def test_the_home_page_leads_with_what_has_not_begun():
    make_conference(starts_on=TODAY)
    make_conference(starts_on=TODAY + A_DAY, status=Conference.Status.CANCELLED)
    soon = make_conference(starts_on=TODAY + 2 * A_DAY)

    assert Conference.objects.to_come(NOW).first() == soon
