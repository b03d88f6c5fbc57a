"""What there is to be seen: the facts, the examples, and a conference that was withdrawn."""

from tests import prepared
from tests.browser.pages import WITHDRAWN
from tests.factories import NOW, make_conference


def fill():
    prepared.facts_and_examples()
    make_conference(slug=WITHDRAWN, publication="withdrawn", published_at=NOW, withdrawn_at=NOW)
