"""Fetch a narrowed feed, change the conference, fetch again: nothing announced just vanishes."""

from datetime import date

import pytest
import time_machine

from conferences.models import Participation
from tests.calendars import calendar_in
from tests.content_cases import make_service
from tests.editor import edit
from tests.edits import LATER, edited, written
from tests.factories import (
    make_conference,
    make_editor,
    make_project,
    make_series,
    make_theme,
    stored,
    withdraw,
)
from tests.narrowed import TOLD

pytestmark = pytest.mark.django_db
STAYS, CALLED_OFF, DEPARTED, GONE = "stays", "called off", "departed", "gone"

LASTING = {
    "thema": ["/konferenzen.ics?thema=energie", "/themen/energie.ics"],
    "land": ["/konferenzen.ics?land=NW"],
    "format": ["/konferenzen.ics?format=vor-ort"],
    "projekt": ["/konferenzen.ics?projekt=ulm", "/modellprojekte/ulm.ics"],
    "reihe": ["/konferenzen.ics?reihe=kongresse", "/reihen/kongresse.ics"],
    "barrierefreiheit": ["/konferenzen.ics?barrierefreiheit=untertitel"],
}
PASSING = {
    "status": ["/konferenzen.ics?status=geplant"],
    "anmeldung": ["/konferenzen.ics?anmeldung=offen"],
    "jahr": ["/konferenzen.ics?jahr=2022"],
    "von": ["/konferenzen.ics?von=2022-03-01"],
    "bis": ["/konferenzen.ics?bis=2022-03-31"],
    "q": ["/konferenzen.ics?q=Stadthaus"],
}
CHOICES = LASTING | PASSING | {"": ["/konferenzen.ics"]}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def ulm():
    conference = make_conference(
        title="Ulm",
        slug="ulm",
        venue="Stadthaus",
        land="NW",
        series=make_series(slug="kongresse"),
        themes=[make_theme(slug="energie"), make_theme(slug="daten")],
        hosts=[make_project(slug="ulm")],
        registration_deadline=date(2022, 3, 15),
    )
    return stored(conference, accessibility=[make_service()])


def without_theme(conference, slug="energie"):
    theme = conference.themes.get(slug=slug)
    written(conference, lambda it: it.themes.remove(theme))
    return theme


# {name: (operation, {parameter: what becomes of the entry there}, what becomes of it elsewhere)}
OPERATIONS = {
    "title": (lambda ulm: edited(ulm, teaser="Neu."), {}, STAYS),
    "confirm": (lambda ulm: ulm.confirm(now=LATER), {"status": GONE}, STAYS),
    "leave open": (
        lambda ulm: ulm.leave_date_open(now=LATER, reason="Saal."),
        {"status": GONE},
        STAYS,
    ),
    "move": (
        lambda ulm: ulm.move(starts_on=date(2023, 4, 5), now=LATER, reason="Saal."),
        {"jahr": GONE, "bis": GONE, "anmeldung": GONE},
        STAYS,
    ),
    "go online": (
        lambda ulm: ulm.go_online(now=LATER, reason="", public_link="https://ulm.example/"),
        {"format": DEPARTED, "q": GONE},
        STAYS,
    ),
    "cancel": (lambda ulm: ulm.cancel(now=LATER, reason="Hochwasser."), {}, CALLED_OFF),
    "withdraw": (lambda ulm: withdraw(ulm, LATER), {"q": GONE}, CALLED_OFF),
    "theme": (without_theme, {"thema": DEPARTED}, STAYS),
    "Land": (lambda ulm: edited(ulm, land="BY"), {"land": DEPARTED}, STAYS),
    "project": (
        lambda ulm: written(ulm, lambda it: it.participations.all().delete()),
        {"projekt": DEPARTED},
        STAYS,
    ),
    "series": (lambda ulm: edited(ulm, series=make_series()), {"reihe": DEPARTED}, STAYS),
    "service": (
        lambda ulm: written(ulm, lambda it: it.accessibility.clear()),
        {"barrierefreiheit": DEPARTED},
        STAYS,
    ),
}


def event_at(client, address):
    events = calendar_in(client.get(address).content).events
    return events[0] if events else None


def standing_of(event):
    if event is None:
        return GONE
    if str(event["summary"]) == TOLD:
        return DEPARTED
    return CALLED_OFF if event["status"] == "CANCELLED" else STAYS


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_becomes_of_an_entry_in_each_feed(client, ulm, name):
    operation, there, elsewhere = OPERATIONS[name]
    addresses = [it for found in CHOICES.values() for it in found]
    before = {address: event_at(client, address) for address in addresses}

    operation(ulm)

    after = {address: event_at(client, address) for address in addresses}
    assert {address: standing_of(event) for address, event in before.items()} == dict.fromkeys(
        addresses, STAYS
    )
    assert {address: standing_of(event) for address, event in after.items()} == {
        address: there.get(parameter, elsewhere)
        for parameter, found in CHOICES.items()
        for address in found
    }


@pytest.mark.parametrize("parameter", LASTING)
def test_the_departed_entry_is_cancelled_with_the_number_that_all_have(client, ulm, parameter):
    addresses = LASTING[parameter]
    before = event_at(client, "/konferenzen.ics")
    operations = {it: name for name, (_, there, _) in OPERATIONS.items() for it in there}

    OPERATIONS[operations[parameter]][0](ulm)

    file = event_at(client, "/konferenzen/ulm.ics")
    feed = event_at(client, "/konferenzen.ics")
    for event in [event_at(client, address) for address in addresses]:
        assert [str(event[name]) for name in ("status", "transp", "summary", "uid")] == [
            "CANCELLED",
            "TRANSPARENT",
            TOLD,
            str(file["uid"]),
        ]
        assert event["sequence"] == file["sequence"] == feed["sequence"] == before["sequence"] + 1
        assert event["dtstamp"].dt == file["dtstamp"].dt == LATER
        assert event["dtstart"].dt == file["dtstart"].dt
    assert file["status"] == feed["status"] == "TENTATIVE"
    assert file["summary"] == feed["summary"] == "Ulm"


def test_a_form_of_the_admin_tells_it_alike(client, ulm):
    client.force_login(make_editor())

    edit(client, ulm, themes=[make_theme().pk], land="BY")

    assert standing_of(event_at(client, "/konferenzen.ics?thema=energie&land=NW")) == DEPARTED
    assert event_at(client, "/konferenzen/ulm.ics")["sequence"] == 1


def test_a_land_that_its_host_loses_is_lost(client):
    host = make_project(laender=["NW", "HE"])
    make_conference(title="Ulm", slug="ulm", hosts=[host])
    client.force_login(make_editor())
    (lost,) = host.laender.filter(land="NW")
    index = [it.land for it in host.laender.all()].index("NW")

    edit(client, host, **{f"laender-{index}-DELETE": "on"})

    assert not host.laender.filter(pk=lost.pk).exists()
    assert standing_of(event_at(client, "/konferenzen.ics?land=NW")) == DEPARTED
    assert standing_of(event_at(client, "/konferenzen.ics?land=HE")) == STAYS
    assert event_at(client, "/konferenzen/ulm.ics")["sequence"] == 1


def test_who_hosts_no_more_takes_its_land_along_but_not_itself(client):
    host = make_project(slug="ulm", laender=["NW"])
    conference = make_conference(title="Ulm", hosts=[host])
    role = Participation.Role.ATTENDANCE

    written(conference, lambda it: it.participations.update(role=role))

    assert standing_of(event_at(client, "/konferenzen.ics?land=NW")) == DEPARTED
    assert standing_of(event_at(client, "/modellprojekte/ulm.ics")) == STAYS
