"""The tests, and what they start, have the clock of a machine whose time zone is not the site's."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

NOON = datetime(2022, 7, 1, 12, tzinfo=UTC)


def hour_of_the_machine():
    zone = os.environ["MACHINE_TZ"]
    return NOON.astimezone(ZoneInfo(zone) if zone else None).hour


def test_the_clock_of_the_tests_is_that_of_the_machine():
    assert time.localtime(NOON.timestamp()).tm_hour == hour_of_the_machine()


def test_what_the_tests_start_has_the_clock_of_the_machine():
    script = f"import time; print(time.localtime({NOON.timestamp()}).tm_hour)"

    started = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert int(started.stdout) == hour_of_the_machine()
