"""What needs doing: on the front page of the admin and in its lists, by role and by day."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine

from conferences.models import Conference
from conferences.tasks import TASKS
from kts.models import Article
from smartcity.content.models import Proposal
from smartcity.links.models import CheckedLink
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS
from tests.counting import number_of_queries
from tests.editor import admin_address
from tests.factories import (
    FIRST_DAY,
    NOW,
    TODAY,
    make_article,
    make_colleague,
    make_conference,
    make_document,
    make_editor,
    make_network,
    make_project,
    withdraw,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ITEM = {"starts": "10:00", "title": "Begrüßung"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def shown_to(client, user):
    """{address of a list: (number, titles)} on the front page."""
    client.force_login(user)
    tasks = client.get("/admin/").context["tasks"]
    return {it.address: (it.count, [title for title, *_more in it.rows]) for it in tasks}


def list_of(model, task):
    return f"{admin_address(model, 'changelist')}?{urlencode({'aufgabe': task})}"


def names(rows):
    return [str(row) for row in rows]


def test_a_date_within_three_weeks_waits_until_it_is_confirmed():
    soon = make_conference(starts_on=TODAY + 21 * DAY)
    make_conference(starts_on=TODAY + 22 * DAY)
    make_conference(starts_on=TODAY + DAY, status="bestaetigt", confirmed_on=TODAY)
    make_conference(starts_on=TODAY + DAY, status="abgesagt")
    make_conference(starts_on=TODAY + DAY, status="termin-offen")
    today = make_conference(starts_on=TODAY, status="bestaetigt")
    make_conference(starts_on=TODAY - DAY)

    assert list(Conference.objects.unconfirmed_soon(TODAY)) == [today, soon]


def test_what_is_coming_waits_for_a_programme_and_a_link():
    complete = {"programme": [ITEM], "public_link": "https://ulm.example/"}
    make_conference(**complete)
    make_conference(starts_on=TODAY - DAY)
    make_conference(status="abgesagt")
    without_programme = make_conference(public_link="https://ulm.example/")
    without_link = make_conference(programme=[ITEM, ITEM])

    assert list(Conference.objects.incomplete(TODAY)) == [without_programme, without_link]


def test_what_is_over_waits_for_a_documentation():
    day = TODAY - DAY
    invited = make_conference(starts_on=day)
    make_document(invited, kind="einladung")
    make_document(make_conference(starts_on=day), kind="praesentation")
    make_conference(starts_on=day, status="abgesagt")
    make_conference(starts_on=TODAY)

    assert list(Conference.objects.without_documentation(TODAY)) == [invited]


def test_what_was_called_off_is_told_in_the_last_week_in_calendars():
    last = make_conference(starts_on=TODAY - 30 * DAY, status="abgesagt")
    first = make_conference(starts_on=TODAY - 24 * DAY)
    withdraw(first)
    make_conference(starts_on=TODAY - 23 * DAY, status="abgesagt")
    make_conference(starts_on=TODAY - 31 * DAY, status="abgesagt")
    make_conference(starts_on=TODAY - 30 * DAY)

    found = list(Conference.objects.leaving_calendars(NOW))

    assert found == [last, first]
    assert [it in Conference.objects.in_calendar(NOW) for it in found] == [True, True]
    assert set(Conference.objects.in_calendar(NOW + 7 * DAY)) & set(found) == set()


def test_an_article_is_due_a_year_after_its_last_check():
    year = 366 * DAY
    never = make_article(now=NOW - year)
    long_ago = make_article(checked_on=TODAY - year)
    make_article(checked_on=TODAY - year + DAY, now=NOW - year)
    make_article()

    assert list(Article.objects.due_for_review(TODAY)) == [never, long_ago]


def test_the_front_page_names_what_waits(client):
    make_conference(title="Ulm")
    make_conference(title="Bonn", starts_on=TODAY - DAY)
    make_network(name="Zwillinge", publication="in-review")
    make_article(title="Alt", checked_on=TODAY - 400 * DAY)
    draft = make_conference(title="Neu", starts_on=FIRST_DAY + DAY, publication="draft")
    Proposal.objects.create(target=draft, changes=[], made_at=NOW, source="Kalender")
    CheckedLink.objects.create(address="https://ulm.example/", checked_at=NOW, status=404)

    shown = shown_to(client, make_colleague(CHIEF_EDITORS))

    assert shown == {
        "/admin/conferences/conference/?aufgabe=unbestaetigt": (1, ["Ulm"]),
        "/admin/conferences/conference/?aufgabe=unvollstaendig": (1, ["Ulm"]),
        "/admin/conferences/conference/?aufgabe=ohne-dokumentation": (1, ["Bonn"]),
        "/admin/kts/article/?aufgabe=faellig": (1, ["Alt"]),
        "/admin/kts/network/?aufgabe=zu-pruefen": (1, ["Zwillinge"]),
        "/admin/smartcity/proposal/?aufgabe=offen": (1, ["Neu"]),
        "/admin/smartcity/checkedlink/?aufgabe=tot": (1, ["https://ulm.example/"]),
    }


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_list_shows_as_many_as_the_front_page_counts(client, task):
    for number in range(7):
        make_conference(starts_on=TODAY + DAY)
        make_conference(starts_on=TODAY - number * DAY)
        make_conference(starts_on=TODAY - 28 * DAY, status="abgesagt")
        make_conference(publication="in-review", starts_on=TODAY + 90 * DAY)
    address = list_of(Conference, task.name)

    count, titles = shown_to(client, make_editor())[address]

    rows = client.get(address).context["cl"].result_list
    assert (count, len(titles)) == (len(rows), 5)
    assert {*titles} <= {*names(rows)}


def test_an_unknown_task_shows_an_empty_list(client):
    make_conference()
    client.force_login(make_editor())

    assert list(client.get(list_of(Conference, "nie")).context["cl"].result_list) == []


def test_hosts_read_only_of_their_own_conferences(client):
    project = make_project()
    make_conference(title="Eigene", hosts=[project])
    make_conference(title="Fremde")
    host = make_colleague(HOSTS)
    host.projects.set([project])

    shown = shown_to(client, host)

    assert {title for _count, titles in shown.values() for title in titles} == {"Eigene"}


@pytest.mark.parametrize(("role", "number"), [(CHIEF_EDITORS, 1), (EDITORS, 0), (TECHNICIANS, 0)])
def test_what_waits_for_review_is_told_to_who_may_publish(client, role, number):
    make_article(publication="in-review")

    shown = shown_to(client, make_colleague(role))

    assert len(shown) == number


def test_technicians_read_of_no_content(client):
    make_conference()
    CheckedLink.objects.create(address="https://ulm.example/", checked_at=NOW, status=404)

    assert shown_to(client, make_colleague(TECHNICIANS)) == {}


def test_the_front_page_asks_as_much_for_one_as_for_many(client):
    client.force_login(make_editor())
    counts = []
    for number in range(4):
        make_conference(programme=[ITEM])
        draft = make_article(publication="in-review")
        Proposal.objects.create(
            target=draft, changes=[], made_at=NOW, author=make_colleague(EDITORS)
        )
        address = f"https://ulm.example/{number}"
        CheckedLink.objects.create(address=address, checked_at=NOW, status=404)
        counts.append(number_of_queries(client, "/admin/"))

    assert counts[0] == counts[3]
    assert counts[3] <= 25
