"""Every step of publication, by its button and for several at once, leaves nothing stale."""

from datetime import timedelta

import pytest
import time_machine

from conferences.models import Conference
from smartcity.content.workflow import STEPS
from smartcity.publishing.publication import PublishableQuerySet
from tests import prepared
from tests.content_cases import CASES
from tests.editor import take_step, take_steps
from tests.factories import NOW, make_article, make_conference, make_editor, make_network
from tests.staleness import answers, assert_nothing_is_stale

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
MAKE = {"Conference": make_conference, "Article": make_article, "Network": make_network}
STATES = {
    "draft": {"publication": "draft"},
    "in-review": {"publication": "in-review"},
    "scheduled": {"publication": "published", "published_at": LATER + timedelta(days=1)},
    "published": {"publication": "published", "published_at": NOW},
    "withdrawn": {"publication": "withdrawn", "published_at": NOW, "withdrawn_at": NOW},
}
ASKED = {"schedule": {"moment_0": "01.04.2022", "moment_1": "09:30"}}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def ways():
    return [(step.name, state) for step in STEPS.values() for state in step.sources]


def one_by_its_button(client, obj, step):
    return take_step(client, obj, step, **ASKED.get(step, {}))


def several_at_once(client, obj, step):
    return take_steps(client, [obj], step, **ASKED.get(step, {}))


def test_every_kind_that_is_published_has_its_factory():
    kinds = {it.__name__ for it in CASES if isinstance(it.objects.all(), PublishableQuerySet)}

    assert kinds == MAKE.keys()


@pytest.mark.parametrize("take", [one_by_its_button, several_at_once])
@pytest.mark.parametrize(("step", "state"), ways())
def test_a_step_leaves_nothing_stale(editor, step, state, take):
    prepared.world()
    conference = make_conference(**STATES[state])
    before = answers(editor, LATER)

    response = take(editor, conference, step)

    taken = list(conference.steps.values_list("name", flat=True))
    assert (response.status_code, taken) == (302, [step])
    assert_nothing_is_stale(editor, before, LATER)


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize(("step", "state"), ways())
def test_a_step_is_refused_from_every_other_state(editor, kind, step, state):
    for other in STATES.keys() - set(STEPS[step].sources):
        obj = MAKE[kind](**STATES[other])

        take_step(editor, obj, step, **ASKED.get(step, {}))

        kept = type(obj).objects.get(pk=obj.pk)
        assert (kept.state(LATER), kept.steps.count()) == (other, 0)


def test_a_scheduled_conference_is_on_every_exit_at_its_time(editor):
    draft = make_conference(slug="ulm", title="Zwilling", publication="draft")
    exits = ["/konferenzen/ulm/", "/konferenzen/", "/konferenzen.ics", "/konferenzen.atom"]

    take_step(editor, draft, "schedule", moment_0="01.03.2022", moment_1="14:00")

    shown = {}
    for minute in [59, 60]:
        # In Berlin it is an hour later than UTC.
        with time_machine.travel(LATER.replace(hour=12, minute=0) + timedelta(minutes=minute)):
            answered = [editor.get(address).content for address in exits]
        shown[minute] = [b"Zwilling" in answer for answer in answered]
    assert shown == {59: [False] * 4, 60: [True] * 4}
    assert Conference.objects.get().publication == "published"
