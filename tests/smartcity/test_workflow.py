"""From draft to public and back, by buttons with a confirmation, each noted with who and when."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from conferences.models import Conference
from smartcity.content.workflow import STEPS, public_state, step_in_words, steps_for, take
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS
from tests.editor import add, admin_address, edit, step_address, take_step, take_steps
from tests.factories import NOW, make_article, make_colleague, make_conference, make_network

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
STATES = {
    "draft": {"publication": "draft"},
    "in-review": {"publication": "in-review"},
    "scheduled": {"publication": "published", "published_at": LATER + timedelta(days=1)},
    "published": {"publication": "published", "published_at": NOW},
    "withdrawn": {"publication": "withdrawn", "published_at": NOW, "withdrawn_at": NOW},
}
ALLOWED = {
    EDITORS: {
        "draft": ["submit"],
        "in-review": ["return"],
        "scheduled": [],
        "published": [],
        "withdrawn": [],
    },
    CHIEF_EDITORS: {
        "draft": ["submit", "publish", "schedule"],
        "in-review": ["return", "publish", "schedule"],
        "scheduled": ["publish", "schedule", "call_back"],
        "published": ["withdraw"],
        "withdrawn": ["republish"],
    },
}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def chief():
    return make_colleague(CHIEF_EDITORS, first_name="Ada", last_name="Byron")


@pytest.fixture
def editor(client, chief):
    client.force_login(chief)
    return client


def taken(obj):
    return [(it.name, it.taken_by, it.taken_at, it.comment) for it in obj.steps.all()]


@pytest.mark.parametrize("role", ALLOWED)
def test_there_are_buttons_for_exactly_the_allowed_steps(client, role):
    client.force_login(make_colleague(role))

    offered = {
        state: [it.name for it in client.get(admin_address(obj)).context["steps"]]
        for state, obj in ((state, make_conference(**it)) for state, it in STATES.items())
    }

    assert offered == ALLOWED[role]


def test_a_button_saves_first_and_then_asks(editor):
    draft = make_conference(publication="draft")

    response = edit(editor, draft, title="Neuer Titel", _step="publish")

    draft.refresh_from_db()
    assert (response.url, draft.title) == (step_address(draft, "publish"), "Neuer Titel")
    assert (draft.publication, draft.steps.count()) == ("draft", 0)


def test_a_button_with_a_wrong_form_loses_nothing(editor):
    draft = make_conference(publication="draft")

    response = edit(editor, draft, title="Neuer Titel", ends_on="01.01.2022", _step="publish")

    form = response.context["adminform"].form
    assert (response.status_code, form["title"].value()) == (200, "Neuer Titel")


def test_something_new_is_saved_and_leads_to_its_step(editor):
    fields = {"title": "Neu", "slug": "neu", "format": "virtuell", "starts_on": "22.03.2022"}

    response = add(editor, Conference, _step="submit", **fields)

    assert response.url == step_address(Conference.objects.get(), "submit")


def test_opening_the_page_of_a_step_changes_nothing(editor):
    draft = make_conference(publication="draft")

    response = editor.get(step_address(draft, "publish"))

    assert response.status_code == 200
    assert (Conference.objects.get().publication, draft.steps.count()) == ("draft", 0)


def test_a_step_is_noted_with_who_and_when_and_the_comment(editor, chief):
    draft = make_conference(publication="draft")

    take_step(editor, draft, "submit", comment="Nur das Datum ist noch offen.")

    page = editor.get(admin_address(draft)).content.decode()
    assert taken(draft) == [("submit", chief, LATER, "Nur das Datum ist noch offen.")]
    assert step_in_words(draft.steps.get()).endswith(", Ada Byron, 1. März 2022, 13:00 Uhr")
    assert "Nur das Datum ist noch offen." in page


@pytest.mark.parametrize("make", [make_article, make_conference, make_network])
def test_publishing_publishes_now(editor, make):
    draft = make(publication="draft")

    take_step(editor, draft, "publish")

    draft.refresh_from_db()
    assert (draft.publication, draft.published_at) == ("published", LATER)


def test_a_set_time_is_shown_and_can_be_changed_and_called_back(editor):
    draft = make_conference(publication="draft")

    take_step(editor, draft, "schedule", moment_0="01.04.2022", moment_1="09:30")
    take_step(editor, draft, "schedule", moment_0="02.04.2022", moment_1="09:30")
    draft.refresh_from_db()
    moment, words = timezone.localtime(draft.published_at), public_state(draft, LATER)
    take_step(editor, draft, "call_back")

    draft.refresh_from_db()
    assert moment.isoformat() == "2022-04-02T09:30:00+02:00"
    assert words.endswith("2. April 2022, 9:30 Uhr")
    assert (draft.publication, draft.published_at) == ("draft", None)


@pytest.mark.parametrize("moment", [("01.02.2022", "09:30"), ("31.12.9999", "23:59"), ("", "")])
def test_a_time_that_cannot_be_is_refused_beside_its_field(editor, moment):
    draft = make_conference(publication="draft")

    response = take_step(editor, draft, "schedule", moment_0=moment[0], moment_1=moment[1])

    assert list(response.context["form"].errors) == ["moment"]
    assert Conference.objects.get().publication == "draft"


def test_what_was_withdrawn_is_public_again_since_it_first_was(editor):
    conference = make_conference(**STATES["withdrawn"])

    take_step(editor, conference, "republish")

    conference.refresh_from_db()
    assert (conference.published_at, conference.withdrawn_at) == (NOW, None)


def test_the_reason_of_a_withdrawal_is_told_to_readers(editor):
    conference = make_conference()

    take_step(editor, conference, "withdraw", comment="Saal gesperrt.")

    conference.refresh_from_db()
    assert (conference.publication, conference.withdrawn_at) == ("withdrawn", LATER)
    assert [it.reason for it in conference.changes.all()] == ["Saal gesperrt."]


def test_what_cannot_be_public_stays_a_draft_and_says_why(editor):
    draft = make_conference(publication="draft", starts_on=None)

    response = take_step(editor, draft, "publish")
    shown = editor.get(step_address(draft, "publish")).context

    assert response.status_code == 302
    assert (Conference.objects.get().publication, shown["possible"]) == ("draft", [])
    assert len(shown["impossible"]) == 1


def test_an_impossible_step_raises_with_a_sentence(chief):
    conference = make_conference()

    with pytest.raises(ValidationError):
        take(STEPS["submit"], conference, by=chief, now=LATER)


def test_nobody_takes_a_step_by_filling_the_form(editor):
    draft = make_conference(publication="draft")

    edit(editor, draft, publication="published", published_at_0="01.01.2022")

    assert Conference.objects.get().publication == "draft"


def test_several_are_named_before_anything_happens(editor):
    draft, public = make_conference(publication="draft"), make_conference()
    ticked = {"action": "publish", "_selected_action": [draft.pk, public.pk]}

    response = editor.post(admin_address(Conference, "changelist"), ticked)

    possible = [obj for obj, *_rest in response.context["possible"]]
    impossible = [obj for obj, _reasons in response.context["impossible"]]
    assert (possible, impossible) == ([draft], [public])
    assert Conference.objects.filter(publication="published").count() == 1


def test_several_are_published_at_once_and_those_that_cannot_be_stay(editor, chief):
    drafts = [make_conference(publication="draft") for _number in range(2)]
    undated = make_conference(publication="draft", starts_on=None)

    take_steps(editor, [*drafts, undated], "publish", comment="Zusammen.")

    states = Conference.objects.order_by("pk").values_list("publication", flat=True)
    assert list(states) == ["published", "published", "draft"]
    assert taken(drafts[0]) == [("publish", chief, LATER, "Zusammen.")]


def test_a_list_shows_one_state_at_a_time(editor):
    made = {state: make_conference(**fields) for state, fields in STATES.items()}

    listed = {
        state: list(
            editor.get(admin_address(Conference, "changelist"), {"state": state})
            .context["cl"]
            .result_list
        )
        for state in STATES
    }

    assert listed == {state: [obj] for state, obj in made.items()}


def test_an_unknown_step_is_not_found(editor):
    assert editor.get(step_address(make_conference(), "nie")).status_code == 404


def test_somebody_without_a_role_may_take_no_step():
    somebody = make_colleague()

    assert [steps_for(somebody, make_conference(**it), LATER) for it in STATES.values()] == [[]] * 5


def test_what_changed_since_the_page_was_opened_is_not_published(editor):
    draft = make_article(publication="draft")
    address = step_address(draft, "publish")
    page = editor.get(address).context
    shown = {name: value for *_rest, name, value in page["possible"]} | {"confirmed": "yes"}
    edit(editor, draft, title="Danach geändert")

    refused = editor.post(address, shown)
    draft.refresh_from_db()
    unpublished = draft.publication
    shown_anew = {name: value for *_rest, name, value in refused.context["possible"]}
    editor.post(address, shown_anew | {"confirmed": "yes"})

    draft.refresh_from_db()
    assert (unpublished, draft.publication) == ("draft", "published")
    assert "„Danach geändert“ wurde inzwischen geändert." in refused.text
