"""Each case of golden_cases.py against the bytes in golden/.

After a change that is meant, `WRITE_GOLDEN=1 make test ARGS=tests/conferences/test_golden.py`
writes them anew; the difference is then reviewed and committed.
"""

import os
from pathlib import Path

import pytest
import time_machine

from tests.calendars import events_by_icalendar, events_by_icaljs
from tests.conferences.golden_cases import CASES, SOON

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture
def answer(client):
    def fetch(name):
        make, _periods = CASES[name]
        with time_machine.travel(SOON, tick=False):
            return client.get(make()).content

    return fetch


def stored(name):
    return (GOLDEN / f"{name}.ics").read_bytes()


def periods(events):
    return [(event["start"], event["end"]) for event in events]


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_answered_with_the_bytes_on_record(answer, name):
    calendar = answer(name)
    if os.environ.get("WRITE_GOLDEN") == "1":
        (GOLDEN / f"{name}.ics").write_bytes(calendar)

    assert calendar.decode() == stored(name).decode()


def test_no_file_is_on_record_without_its_case():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(CASES)


@pytest.mark.parametrize("name", CASES)
def test_icalendar_reads_the_moments_that_are_meant(name):
    assert periods(events_by_icalendar(stored(name))) == CASES[name][1]


@pytest.mark.parametrize("name", CASES)
def test_icaljs_reads_the_same_as_icalendar(name):
    assert events_by_icaljs(stored(name)) == events_by_icalendar(stored(name))
