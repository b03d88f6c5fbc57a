import gc
import os
import shutil
import time
from collections import Counter
from importlib.util import find_spec
from itertools import chain

import pytest
import time_machine
from django.core.cache import cache

from tests.clients import ReadingClient

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), ""
)


def pytest_collection_finish():
    """Keep imported modules out of every garbage collection, a sixth of the CPU time of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and (reason := why_no_browser()):
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"REQUIRE_BROWSER=1, but {reason}", pytrace=False)
        pytest.skip(reason)


def why_no_browser():
    if not find_spec("playwright"):
        return "the package playwright is not installed"
    if not CHROMIUM:
        return "no Chromium was found on this system"
    return ""


@pytest.fixture(autouse=True, scope="session")
def _clock_of_the_machine():
    """Undo what Django does to the time zone of the process, for us and the processes we start.

    `TZ=America/New_York make test` is a machine in New York; without TZ it is the zone of this one.
    """
    if zone := os.environ["MACHINE_TZ"]:
        os.environ["TZ"] = zone
    else:
        del os.environ["TZ"]
    time.tzset()
    # Travelling to a moment in UTC moves the clock, not the machine.
    time_machine.HAVE_TZSET = False


@pytest.fixture(scope="session")
def uploads_of_the_tests(tmp_path_factory):
    """One folder for all tests of a process: to number one for each costs more than most tests."""
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(autouse=True)
def _uploads_go_to_a_temporary_folder(settings, uploads_of_the_tests):
    settings.MEDIA_ROOT = uploads_of_the_tests
    yield
    for path in uploads_of_the_tests.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture(autouse=True)
def _prepared_queries_know_the_rows_of_this_test(request):
    """A database that is emptied gets new content types, with other keys."""
    yield
    if "transactional_db" in request.fixturenames or is_transactional(request.node):
        # Its models can be imported by now.
        from conferences.feeds.feeds import FILE, FILE_WITH_PROGRAMME

        for query in (FILE, FILE_WITH_PROGRAMME):
            vars(query).pop("compiled", None)


def is_transactional(test):
    marker = test.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def client():
    return ReadingClient()


@pytest.fixture(autouse=True)
def _nothing_is_kept_from_another_test():
    cache.clear()


def pytest_terminal_summary(terminalreporter):
    """Show where the time went: the budget of `.ci/run` stands in docs/architecture.md."""
    seconds = Counter()
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if isinstance(report, pytest.TestReport):
            seconds[report.nodeid.partition("::")[0]] += report.duration
    terminalreporter.section("Dearest files")
    for path, taken in seconds.most_common(10):
        terminalreporter.line(f"{taken:6.1f} s  {path}")
    terminalreporter.line("")
