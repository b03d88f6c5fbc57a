"""Today is the date in Berlin, wherever the machine stands and whatever hour it is."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from conferences.models import Conference
from smartcity.middleware import RequestTimeMiddleware
from tests.factories import make_conference

# In summer two hours after UTC, in winter one: around midnight in Berlin and around that of others.
MOMENTS = {
    datetime(2022, 7, 1, 21, 59, tzinfo=UTC): date(2022, 7, 1),
    datetime(2022, 7, 1, 22, 0, tzinfo=UTC): date(2022, 7, 2),
    datetime(2022, 7, 2, 3, 30, tzinfo=UTC): date(2022, 7, 2),
    datetime(2022, 7, 2, 12, 30, tzinfo=UTC): date(2022, 7, 2),
    datetime(2022, 12, 1, 22, 59, tzinfo=UTC): date(2022, 12, 1),
    datetime(2022, 12, 1, 23, 0, tzinfo=UTC): date(2022, 12, 2),
}


@pytest.mark.parametrize(("now", "today"), MOMENTS.items())
def test_a_request_is_made_on_the_day_that_it_is_in_berlin(rf, now, today):
    request = rf.get("/")

    with time_machine.travel(now, tick=False):
        RequestTimeMiddleware(lambda request: None)(request)

    assert (request.now, request.today) == (now, today)


@pytest.mark.parametrize(("now", "today"), MOMENTS.items())
@pytest.mark.django_db
def test_a_conference_of_that_day_is_still_to_come(client, now, today):
    make_conference(starts_on=today)

    with time_machine.travel(now, tick=False):
        page = client.get("/konferenzen/")

    assert list(page.context["conferences"]) == list(Conference.objects.all())


@pytest.mark.parametrize(("now", "today"), MOMENTS.items())
@pytest.mark.django_db
def test_a_conference_of_the_day_before_is_over(client, now, today):
    make_conference(starts_on=date.fromordinal(today.toordinal() - 1))

    with time_machine.travel(now, tick=False):
        page = client.get("/konferenzen/")

    assert list(page.context["conferences"]) == []
