"""Whatever an editor can save comes out as a file and is read back as it was meant."""

import re
import unicodedata
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import event, given

from conferences.models import Conference
from tests.calendars import calendar_in, moment
from tests.conferences.saved_conferences import conferences
from tests.factories import NOW, stored

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
Status = Conference.Status
STATUS = {
    Status.PLANNED: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.OPEN: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
PREFIX = {Status.CANCELLED: "Abgesagt: ", Status.OPEN: "Termin offen: "}
BREAKS = "\v\f\r\n\x1c\x1d\x1e\x85\u2028\u2029"
INVISIBLE = (
    "\xad\u200b\u2060\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
CONTROLS = {chr(code) for code in [*range(32), *range(127, 160)]} - {*BREAKS, "\t"}


@contextmanager
def read_back(conference):
    """Save it, fetch its file, and leave the database as it was."""
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        stored(conference)
        (found,) = calendar_in(Client().get("/konferenzen/konferenz.ics").content).events
        yield found
        transaction.set_rollback(True)


def cleaned(text):
    """One line of what the specification leaves of a text: composed, and what programs can show."""
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if letter in BREAKS else letter for letter in composed)
    return " ".join(
        "".join(it for it in kept if it not in CONTROLS and it not in INVISIBLE).split()
    )


def period_of(conference):
    first, last = conference.starts_on, conference.ends_on
    ends = [(first, conference.start_time), (last, conference.end_time)]
    if conference.end_time is None:
        return [first.isoformat(), (last + timedelta(days=1)).isoformat()]
    if conference.end_time == time.min:
        ends[1] = (last + timedelta(days=1), time.min)
    return [moment(datetime.combine(day, clock, BERLIN)) for day, clock in ends]


def location_of(conference):
    if conference.is_virtual:
        return "Online"
    town = conference.city
    return cleaned(", ".join(filter(None, [conference.venue, conference.street, town])))


def days_and_moments_are_those_of_berlin(conference, found):
    read = [moment(found["dtstart"].dt), moment(found["dtend"].dt)]

    assert read == period_of(conference)


def it_ends_after_it_begins(conference, found):
    assert moment(found["dtend"].dt) > moment(found["dtstart"].dt)


def title_status_and_place_are_told_as_they_were_entered(conference, found):
    told = (found.get("summary", ""), found["status"], found.get("location", ""))

    title = PREFIX.get(conference.status, "") + conference.title
    assert told == (cleaned(title), STATUS[conference.status], location_of(conference))


def no_property_is_empty_and_none_holds_what_programs_cannot_show(conference, found):
    names = {"SUMMARY", "LOCATION", "DESCRIPTION"} & found.keys()
    values = [str(found[name]) for name in names]

    assert all(values)
    assert not (CONTROLS | set(BREAKS) - {"\n"} | set(INVISIBLE)) & set("".join(values))


def teaser_is_part_of_the_description_and_the_address_its_end(conference, found):
    description = found["description"]

    assert cleaned(conference.teaser) in cleaned(description)
    assert re.search(r"(^|\n\n)https://katalog.example/konferenzen/konferenz/$", description)


@given(conference=conferences())
def test_what_was_saved_is_what_its_file_says(conference):
    """Together: to save a conference and read it costs far more than to look at what was read."""
    event("timed" if conference.end_time else "whole days")

    with read_back(conference) as found:
        days_and_moments_are_those_of_berlin(conference, found)
        it_ends_after_it_begins(conference, found)
        title_status_and_place_are_told_as_they_were_entered(conference, found)
        no_property_is_empty_and_none_holds_what_programs_cannot_show(conference, found)
        teaser_is_part_of_the_description_and_the_address_its_end(conference, found)
