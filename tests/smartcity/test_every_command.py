"""The rest of the proof of test_every_write.py: commands and operations leave nothing stale."""

import inspect
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from conferences.models import Conference
from conferences.models.lifecycle import Lifecycle
from smartcity.content.transaction import current_version
from smartcity.management import commands
from tests import prepared
from tests.factories import NOW, make_conference
from tests.searching import stale_search_columns
from tests.staleness import stale_entries

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
Status = Conference.Status

# {name: calls, each a list of arguments}, one after the other in one database.
COMMANDS = {
    "load_facts": [[]],
    "load_examples": [[], ["--remove"]],
    "generate": [["20", "--projects"]],
}
# What rebuilds changes nothing that is right; test_commands.py and test_search_kept.py say more.
NO_CONTENT = {
    "check_links",
    "dev_login",
    "erase_file",
    "make_renditions",
    "rebuild_calendar",
    "rebuild_search",
}

# {name: (what must hold before, arguments)}
OPERATIONS = {
    "confirm": ({}, {}),
    "move": ({}, {"starts_on": date(2022, 4, 5), "reason": "Saal."}),
    "leave_date_open": ({}, {"reason": "Saal."}),
    "cancel": ({}, {"reason": "Hochwasser."}),
    "resume": ({"status": Status.CANCELLED}, {}),
    "go_online": ({}, {"reason": "", "public_link": "https://ulm.example/live"}),
}


@pytest.fixture(autouse=True)
def _later(settings):
    settings.DEBUG = True
    with time_machine.travel(LATER, tick=False):
        yield


def versions():
    version = current_version(LATER)
    return version.content, version.calendar


def test_every_command_has_its_case():
    (folder,) = commands.__path__
    names = {path.stem for path in Path(folder).glob("[!_]*.py")}

    assert names == COMMANDS.keys() | NO_CONTENT


def test_every_operation_has_its_case():
    """An operation takes the moment at which it happens by name."""
    operations = {
        name
        for name, value in vars(Lifecycle).items()
        if inspect.isfunction(value)
        and "now" in inspect.signature(value).parameters
        and inspect.signature(value).parameters["now"].kind is inspect.Parameter.KEYWORD_ONLY
    }

    assert operations == OPERATIONS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leaves_nothing_stale(name):
    if name != "load_facts":
        prepared.facts_at(NOW)

    for arguments in COMMANDS[name]:
        before = versions()
        call_command(name, *arguments)
        after = versions()

        assert (stale_entries(), stale_search_columns()) == ([], [])
        assert (after[0] > before[0], after[1] > before[1]) == (True, True)


def test_missing_entries_are_built_by_the_command():
    prepared.world()
    Conference.objects.update(entry=None)

    call_command("rebuild_calendar")

    assert stale_entries() == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_leaves_nothing_stale(name):
    fields, arguments = OPERATIONS[name]
    conference = make_conference(city="Ulm", **fields)
    before, revision = versions(), conference.entry_revision

    getattr(conference, name)(now=LATER, **arguments)

    conference.refresh_from_db()
    after = versions()
    assert stale_entries() == []
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)
    assert conference.entry_revision > revision
    assert conference.sequence == 1
