import os
import shutil
from importlib.util import find_spec

import pytest
from django.core.cache import cache

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), ""
)


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


@pytest.fixture(autouse=True)
def _uploads_go_to_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _nothing_is_kept_from_another_test():
    cache.clear()
