"""What there is to be seen: the facts, the examples, and a conference that was withdrawn."""

from django.core.management import call_command
from django.test import override_settings

from tests.browser.pages import WITHDRAWN
from tests.factories import NOW, make_conference


def fill():
    with override_settings(DEBUG=True):  # Examples are made in debug only.
        call_command("load_facts", verbosity=0)
        call_command("load_examples", verbosity=0)
    make_conference(slug=WITHDRAWN, publication="withdrawn", published_at=NOW, withdrawn_at=NOW)
