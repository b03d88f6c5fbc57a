"""What an editor is told of a date: weekend, public holidays, other conferences, already over."""

from datetime import date, timedelta

import pytest
import time_machine

from conferences.announcing.hints import hints_for, hints_of, laender_of_hosts
from conferences.models import Conference, ModelProject
from smartcity.publishing.roles import EDITORS, HOSTS, TECHNICIANS
from tests.editor import admin_address
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_colleague,
    make_conference,
    make_editor,
    make_project,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/conferences/conference/hints/"
CORPUS_CHRISTI = date(2022, 6, 16)
WEDNESDAY = date(2022, 6, 22)
DAY = timedelta(days=1)


def hints(first, last=None, laender=(), today=TODAY):
    return hints_for(first, last or first, laender, Conference.objects.all(), today)


def test_an_ordinary_day_gives_no_hint():
    assert hints(WEDNESDAY, laender=["NW"]) == []


def test_holidays_of_the_laender_of_hosts_the_hosts_are_told():
    (hint,) = hints(CORPUS_CHRISTI, laender=["BE", "NW", "RP"])

    assert ("Nordrhein-Westfalen, Rheinland-Pfalz" in hint, "Fronleichnam" in hint) == (True, True)
    assert hints(CORPUS_CHRISTI, laender=["BE"]) == []


def test_without_a_host_holidays_of_all_of_germany_are_told():
    assert hints(CORPUS_CHRISTI) == []
    assert "Pfingstmontag" in hints(date(2022, 6, 6))[0]


def test_every_weekend_day_is_told_once():
    (hint,) = hints(date(2022, 6, 24), date(2022, 6, 26))

    assert ("25. Juni 2022" in hint, "26. Juni 2022" in hint, "24." in hint) == (True, True, False)


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (TODAY - DAY, TODAY - DAY, 1),
        (TODAY - DAY, TODAY, 1),
        (TODAY, TODAY, 1),
        (TODAY + DAY, TODAY + DAY, 0),
        (TODAY + 2 * DAY, TODAY + DAY, 1),
    ],
)
def test_a_date_that_has_begun_or_makes_no_sense_is_told(first, last, number):
    assert len(hints(first, last)) == number


def test_conferences_on_these_days_and_beside_them_are_told():
    titles = ["Aalen", "Bonn", "Celle", "Daun", "Emden"]
    for days, title in zip([-2, -1, 0, 1, 2], titles, strict=True):
        make_conference(starts_on=WEDNESDAY + days * DAY, title=title, land="NW")
    make_conference(starts_on=WEDNESDAY, title="Abgesagt", status="abgesagt")

    found = hints(WEDNESDAY)

    assert [title for hint in found for title in titles if title in hint] == titles[1:4]
    assert ["Nordrhein-Westfalen" in hint for hint in found] == [True] * 3


def test_the_land_of_the_conference_counts_before_those_of_its_hosts():
    conference = make_conference(starts_on=CORPUS_CHRISTI, hosts=[make_project(["NW", "BE"])])
    editor = make_editor()

    told = len(hints_of(conference, editor, NOW, TODAY))
    conference.land = "BE"

    assert (told, hints_of(conference, editor, NOW, TODAY)) == (1, [])
    assert laender_of_hosts(ModelProject.objects.all()) == ["BE", "NW"]


def test_what_is_over_and_public_gives_no_hint():
    conference = make_conference(starts_on=date(2022, 2, 26))
    draft = make_conference(starts_on=date(2022, 2, 26), publication="draft")
    editor = make_editor()

    assert hints_of(conference, editor, NOW, TODAY) == []
    assert len(hints_of(draft, editor, NOW, TODAY)) == 3


def ask(client, **asked):
    with time_machine.travel(NOW, tick=False):
        return client.get(ADDRESS, asked)


def test_hints_follow_what_is_typed(client):
    own = make_conference(starts_on=CORPUS_CHRISTI)
    project = make_project(["NW"])
    client.force_login(make_editor())

    typed = ask(client, starts_on="16.06.2022", hosts=project.pk, conference=own.pk, land="")

    assert typed.context["hints"] == hints_for(
        CORPUS_CHRISTI, CORPUS_CHRISTI, ["NW"], Conference.objects.none(), TODAY
    )
    assert len(typed.context["hints"]) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"starts_on": "morgen"},
        {"starts_on": "01.01.0001"},
        {"starts_on": "31.12.9999"},
        {"starts_on": "16.06.2022", "ends_on": "\x00"},
        {"starts_on": "16.06.2022", "land": "XX"},
        {"starts_on": "16.06.2022", "hosts": "9" * 50},
        {"starts_on": "16.06.2022", "hosts": "\x00"},
        {"starts_on": "16.06.2022", "conference": "9" * 50},
    ],
)
def test_what_is_no_date_gives_no_hint(client, asked):
    client.force_login(make_editor())

    response = ask(client, **asked)

    assert response.status_code in {200, 400}
    assert not (response.context and response.context.get("hints"))


@pytest.mark.parametrize(("role", "titles"), [(EDITORS, ["Entwurf", "Ulm"]), (HOSTS, ["Ulm"])])
def test_hosts_do_not_learn_of_the_drafts_of_others(client, role, titles):
    make_conference(starts_on=WEDNESDAY, title="Ulm")
    make_conference(starts_on=WEDNESDAY - DAY, title="Entwurf", publication="draft")
    client.force_login(make_account(role))

    page = ask(client, starts_on="22.06.2022").content.decode()

    assert [title for title in ["Entwurf", "Ulm"] if title in page] == titles


def test_who_edits_no_conference_asks_for_no_hints(client):
    client.force_login(make_colleague(TECHNICIANS))

    assert ask(client, starts_on="22.06.2022").status_code == 403


def test_the_form_shows_the_hints_of_what_was_saved(client):
    conference = make_conference(starts_on=date(2099, 6, 6), land="NW")
    client.force_login(make_editor())

    page = client.get(admin_address(conference))
    empty = client.get(admin_address(Conference, "add"))

    assert len(page.context["hints"]) == 1
    assert (empty.context["hints"], ADDRESS in empty.content.decode()) == ([], True)
