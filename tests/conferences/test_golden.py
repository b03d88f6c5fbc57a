"""Each case of golden_cases.py against the bytes in golden/.

After a change that is meant, raise `BUILDER_VERSION`;
`WRITE_GOLDEN=1 make test ARGS="-n0 tests/conferences/test_golden.py"` then writes them anew, with
their digests. The difference is reviewed and committed.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest
import time_machine

from conferences.calendar.entries import BUILDER_VERSION
from tests.calendars import events_by_icalendar, events_by_icaljs
from tests.conferences.golden_cases import CASES, SOON

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden")
# The digest of each file, and the version of the builder that wrote it.
DIGESTS = Path(__file__).with_name("golden.json")
IS_WRITING = os.environ.get("WRITE_GOLDEN") == "1"


@pytest.fixture
def answer(client):
    def fetch(name):
        make, _periods = CASES[name]
        with time_machine.travel(SOON, tick=False):
            return client.get(make()).content

    return fetch


def stored(name):
    return (GOLDEN / f"{name}.ics").read_bytes()


def digests():
    return {name: hashlib.sha256(stored(name)).hexdigest() for name in sorted(CASES)}


def periods(events):
    return [(event["start"], event["end"]) for event in events]


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_answered_with_the_bytes_on_record(answer, name):
    calendar = answer(name)
    if IS_WRITING:
        (GOLDEN / f"{name}.ics").write_bytes(calendar)

    assert calendar.decode() == stored(name).decode()


def test_no_file_is_on_record_without_its_case():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(CASES)


def test_no_file_changes_without_a_new_version_of_the_builder():
    """Calendars keep stored entries until the version rises; a new case may join any time."""
    known = json.loads(DIGESTS.read_text())
    before, now = known["digests"], digests()
    changed = [name for name in now if before.get(name, now[name]) != now[name]]

    assert changed == [] or known["builder_version"] < BUILDER_VERSION, (
        f"{changed} differ: raise BUILDER_VERSION in conferences/calendar/entries.py"
    )
    if IS_WRITING:
        written = {"builder_version": BUILDER_VERSION, "digests": now}
        DIGESTS.write_text(json.dumps(written, indent=1) + "\n")
    assert json.loads(DIGESTS.read_text()) == {"builder_version": BUILDER_VERSION, "digests": now}


@pytest.mark.parametrize("name", CASES)
def test_icalendar_reads_the_moments_that_are_meant(name):
    assert periods(events_by_icalendar(stored(name))) == CASES[name][1]


@pytest.mark.parametrize("name", CASES)
def test_icaljs_reads_the_same_as_icalendar(name):
    assert events_by_icaljs(stored(name)) == events_by_icalendar(stored(name))
