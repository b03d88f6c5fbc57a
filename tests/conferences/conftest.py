import os
import time

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "calendar",
    max_examples=100,
    # No timed assertions: a busy machine is no mistake.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("calendar")


@pytest.fixture(autouse=True)
def _clock_of_the_machine(monkeypatch):
    """`TZ=America/New_York make test`: Django sets the clock to Berlin, the tests set it back."""
    if zone := os.environ.get("MACHINE_TZ"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
