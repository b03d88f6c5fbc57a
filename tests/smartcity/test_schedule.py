"""A time at which something is to be published: in words, and where clocks change."""

import pytest

from smartcity.content.workflow import STATES
from tests.editor import take_step
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            "28.03.2027",
            "An diesem Tag überspringt die Uhr diese Stunde (Beginn der Sommerzeit).",
        ),
        ("31.10.2027", "An diesem Tag gibt es diese Stunde zweimal (Ende der Sommerzeit)."),
    ],
)
def test_a_time_that_clocks_do_not_show_once_is_refused_in_plain_words(editor, day, sentence):
    draft = make_article(publication="draft")

    response = take_step(editor, draft, "schedule", moment_0=day, moment_1="02:30")

    assert response.context["form"].errors == {"moment": [sentence]}


def test_a_publication_that_is_to_come_is_not_named_like_an_event_that_is():
    assert str(dict(STATES)["scheduled"]) == "Veröffentlichung geplant"
