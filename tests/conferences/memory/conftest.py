import pytest
import time_machine

from tests.edits import LATER
from tests.factories import make_conference, make_theme


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def energy():
    return make_theme(slug="energie", name="Energie")


@pytest.fixture
def ulm(energy):
    return make_conference(title="Ulm", slug="ulm", themes=[energy], land="NW")
