"""What is edited after it was withdrawn is not public: feeds go on as if it had not been."""

from datetime import date, timedelta

import pytest
import time_machine

from conferences.models import PastState
from smartcity.content.workflow import STEPS, take
from tests.edits import LATER, edited
from tests.factories import make_account, make_conference, make_theme, withdraw
from tests.narrowed import TOLD, shown, titles, with_themes

WITHDRAWN = LATER + timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def data():
    return make_theme(slug="daten")


@pytest.fixture
def ulm(energy, data):
    """It has lost a theme, and is withdrawn."""
    ulm = make_conference(title="Ulm", slug="ulm", themes=[energy, data], land="NW")
    with_themes(ulm, data)
    withdraw(ulm, WITHDRAWN)
    return ulm


FEEDS = ["thema=energie", "thema=daten", "thema=wasser", "land=NW", "land=BY", "format=vor-ort",
         "format=virtuell", "jahr=2022", "jahr=2023", "thema=daten&land=NW", "thema=wasser&land=BY",
         "status=geplant", "thema=energie&status=geplant",
         "thema=daten&status=bestaetigt"]  # fmt: skip


def test_no_feed_follows_edits_of_what_was_withdrawn(client, ulm, energy):
    before = {query: shown(client, query) for query in FEEDS}

    edited(
        ulm, now=WITHDRAWN + timedelta(minutes=1), land="BY", format="virtuell", status="bestaetigt"
    )
    for minutes, themes in [(2, [make_theme(slug="wasser")]), (3, [energy]), (4, [])]:
        with_themes(ulm, *themes, now=WITHDRAWN + timedelta(minutes=minutes))
        assert {query: shown(client, query) for query in FEEDS} == before
    edited(ulm, now=WITHDRAWN + timedelta(minutes=5), starts_on=date(2023, 1, 5), ends_on=None)

    assert {query: shown(client, query) for query in FEEDS} == before
    assert before["thema=daten&land=NW"] == [("Abgesagt", "CANCELLED")]
    assert before["thema=wasser&land=BY"] == []


def test_published_again_it_is_told_where_it_was_and_nowhere_else(client, ulm, data):
    for minutes, slug in [(1, "wasser"), (2, "luft")]:
        theme = make_theme(slug=slug)
        with_themes(ulm, theme, now=WITHDRAWN + timedelta(minutes=minutes))
    republished = WITHDRAWN + timedelta(minutes=3)
    take(STEPS["republish"], ulm, by=make_account(is_superuser=True), now=republished)

    assert shown(client, "thema=daten") == shown(client, "thema=energie") == [(TOLD, "CANCELLED")]
    assert titles(client, "thema=wasser") == []
    assert shown(client, "thema=luft") == [("Ulm", "TENTATIVE")]

    with_themes(ulm, data, now=republished + timedelta(minutes=1))

    assert shown(client, "thema=daten") == [("Ulm", "TENTATIVE")]
    assert set(PastState.objects.values_list("until_called_off", flat=True)) == {False}
