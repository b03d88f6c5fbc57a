"""How calendar programs read an answer: strictly, and every moment as UTC.

Two readers, icalendar and ical.js (which Thunderbird is built on). The second one needs node and
`npm install --no-package-lock`; without them its tests are skipped, with REQUIRE_NODE=1 they fail.
"""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

READER = Path(__file__).with_name("icaljs.mjs")
MODULE = READER.parent.parent / "node_modules" / "ical.js"


def calendar_in(content):
    """The calendar in these bytes, if all of it is well-formed."""
    text = content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert not {"\r", "\n"} & set(text.replace("\r\n", ""))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (calendar,) = icalendar.Calendar.from_ical(content, multiple=True)
    assert [component.errors for component in calendar.walk() if component.errors] == []
    return calendar


def events_by_icalendar(content):
    return [
        {
            "uid": str(event["uid"]),
            "sequence": event["sequence"],
            "status": str(event["status"]),
            "summary": str(event["summary"]),
            "start": moment(event["dtstart"].dt),
            "end": moment(event["dtend"].dt),
        }
        for event in calendar_in(content).events
    ]


def moment(value):
    """“2022-03-22” for a day, “2022-03-22T09:00:00Z” for a time."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat()


def events_by_icaljs(content):
    if reason := why_no_icaljs():
        if os.environ.get("REQUIRE_NODE") == "1":
            pytest.fail(f"REQUIRE_NODE=1, but {reason}", pytrace=False)
        pytest.skip(reason)
    done = subprocess.run(
        [shutil.which("node"), READER],
        input=content,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


def why_no_icaljs():
    if not shutil.which("node"):
        return "no node was found on this system"
    if not MODULE.exists():
        return "ical.js is not installed (npm install --no-package-lock)"
    return ""
