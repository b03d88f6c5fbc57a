"""Operations in the admin: asked for, shown with their effect, then confirmed."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from conferences.announcing.operations import OPERATIONS, stored_fingerprint
from conferences.models import Change, Conference
from smartcity.content.models import WorkflowStep
from smartcity.content.transaction import current_version
from tests.editor import admin_address
from tests.factories import NOW, make_conference, make_editor, stored
from tests.staleness import answers, assert_nothing_is_stale

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WHY = {"reason": "Sturm."}
ASKED = {
    "confirm": {},
    "move": {"starts_on": "05.04.2022"} | WHY,
    "leave_open": WHY,
    "online": {"public_link": "https://ulm.example/live"} | WHY,
    "cancel": WHY,
    "resume": WHY,
    "withdraw": WHY,
}
NEWS = {"title": "Bescheid", "starts": time(10), "day": 1}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def make_ulm(**fields):
    return make_conference(**{"title": "Daten", "slug": "ulm", "city": "Ulm"} | fields)


def make_for(operation):
    return make_ulm(status="abgesagt" if operation == "resume" else "geplant")


def address_of(conference, operation):
    return reverse("admin:conferences_conference_operation", args=[conference.pk, operation])


def show(client, conference, operation, **asked):
    return client.post(address_of(conference, operation), asked | {"shown": "yes"})


def confirm(client, conference, operation, **asked):
    seen = show(client, conference, operation, **asked).context["fingerprint"]
    data = asked | {"confirmed": "yes", "fingerprint": seen}
    return client.post(address_of(conference, operation), data)


def rows():
    """Everything that an operation writes."""
    return (
        list(Conference.objects.order_by("pk").values()),
        list(Change.objects.values()),
        WorkflowStep.objects.count(),
        current_version(LATER).content,
    )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_leaves_nothing_stale(editor, operation):
    ulm = make_for(operation)
    before = answers(editor, LATER)

    response = confirm(editor, ulm, operation, **ASKED[operation])

    assert (response.status_code, response["Location"]) == (302, admin_address(ulm))
    assert Change.objects.count() == 1
    assert_nothing_is_stale(editor, before, LATER)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_showing_the_effect_leaves_nothing(editor, operation):
    ulm = make_for(operation)
    before = rows()

    response = show(editor, ulm, operation, **ASKED[operation])

    assert len(response.context["effect"].logged_changes) == 1
    assert rows() == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_was_shown_is_what_comes_of_it(editor, operation):
    ulm = make_for(operation)

    shown = show(editor, ulm, operation, **ASKED[operation]).context["effect"]
    confirm(editor, ulm, operation, **ASKED[operation])

    panel = editor.get(admin_address(ulm)).context["calendar_panel"]
    assert [it.sentence for it in ulm.changes.all()] == shown.logged_changes
    # Not the longer texts, which are shown shortened.
    assert panel.words[:6] == [(label, after) for label, _before, after in shown.entry][:6]


def test_the_effect_tells_the_new_days_of_the_programme_and_who_else_meets_then(editor):
    ulm = make_ulm(programme=[NEWS])
    make_conference(title="Dortmund", starts_on=date(2022, 4, 5), publication="draft")
    make_conference(title="Andernorts", starts_on=date(2022, 4, 6))

    effect = show(editor, ulm, "move", **ASKED["move"]).context["effect"]

    assert effect.programme == [("5. April 2022, ab 10:00 Uhr", "Bescheid")]
    assert [str(it) for it in effect.same_days] == ["Dortmund"]


def test_withdrawing_is_the_step_of_publication(editor):
    ulm = make_ulm()

    confirm(editor, ulm, "withdraw", **WHY)

    taken = ulm.steps.get()
    ulm.refresh_from_db()
    assert (taken.name, taken.taken_by.username, taken.comment) == (
        "withdraw",
        "redaktion",
        "Sturm.",
    )
    assert (ulm.publication, ulm.sequence) == ("withdrawn", 1)


def test_a_moved_conference_lasts_as_long_as_before(editor):
    ulm = make_ulm(starts_on=date(2022, 3, 22), ends_on=date(2022, 3, 23))

    confirm(editor, ulm, "move", starts_on="05.04.2022", registration_deadline="06.04.2022", **WHY)

    ulm.refresh_from_db()
    assert (ulm.ends_on, ulm.moved_from) == (date(2022, 4, 6), date(2022, 3, 22))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "30.02.2022"}, "starts_on"),
        ({"starts_on": "05.04.0022"}, "starts_on"),
        ({"ends_on": "04.04.2022"}, "ends_on"),
        ({"start_time": "10:00", "end_time": "09:00"}, "end_time"),
        ({"end_time": "09:00"}, "end_time"),
        ({"starts_on": "27.03.2022", "start_time": "02:30"}, "start_time"),
        ({"registration_deadline": "07.04.2022"}, "registration_deadline"),
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 501}, "reason"),
    ],
)
def test_a_slip_is_told_beside_its_field_and_nothing_is_changed(editor, asked, field):
    ulm = make_ulm()
    before = rows()

    response = show(editor, ulm, "move", **ASKED["move"] | asked)

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert (response.context["effect"], rows()) == (None, before)


@pytest.mark.parametrize(
    ("fields", "operation", "asked"),
    [
        ({"programme": [NEWS | {"day": 2}], "ends_on": date(2022, 3, 23)}, "move", {"ends_on": ""}),
        ({"title": "\u200b"}, "cancel", WHY),
    ],
)
def test_what_the_operation_itself_refuses_is_told_in_words(editor, fields, operation, asked):
    ulm = make_ulm(**fields)
    before = rows()

    asked = ASKED[operation] | {"ends_on": "05.04.2022"} if operation == "move" else asked
    response = show(editor, ulm, operation, **asked)

    assert (list(response.context["form"].errors), rows()) == (["__all__"], before)


def test_what_was_changed_meanwhile_is_shown_again(editor):
    ulm = make_ulm()
    seen = show(editor, ulm, "cancel", **WHY).context["fingerprint"]
    ulm.cost = "kostenfrei"
    stored(ulm)
    before = rows()

    response = editor.post(
        address_of(ulm, "cancel"), WHY | {"confirmed": "yes", "fingerprint": seen}
    )

    assert (response.status_code, rows()) == (200, before)
    assert response.context["fingerprint"] != seen
    assert response.context["effect"] is not None


@pytest.mark.parametrize("fingerprint", ["", "x", "9" * 5000, "\x00"])
def test_nothing_is_confirmed_without_having_been_shown(editor, fingerprint):
    ulm = make_ulm()

    data = WHY | {"confirmed": "yes", "fingerprint": fingerprint}
    response = editor.post(address_of(ulm, "cancel"), data)

    assert (response.status_code, Change.objects.count()) == (200, 0)


def test_one_may_go_back_from_the_effect_to_the_input(editor):
    ulm = make_ulm()

    response = editor.post(address_of(ulm, "cancel"), WHY | {"back": "yes"})

    assert (response.context["effect"], response.context["form"]["reason"].value()) == (
        None,
        "Sturm.",
    )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_draft_is_edited_in_its_form(editor, operation):
    draft = make_ulm(publication="draft")
    before = rows()

    confirmed = ASKED[operation] | {"confirmed": "yes", "fingerprint": stored_fingerprint(draft)}
    response = editor.post(address_of(draft, operation), confirmed)

    assert (response.status_code, rows()) == (200, before)


def test_a_date_that_was_moved_after_it_was_confirmed_can_be_confirmed_again(editor):
    ulm = make_ulm(status="bestaetigt", confirmed_on=date(2022, 2, 1))
    confirm(editor, ulm, "move", **ASKED["move"])
    offered = editor.get(admin_address(ulm)).context["operations"]

    confirm(editor, ulm, "confirm")

    ulm.refresh_from_db()
    assert address_of(ulm, "confirm") in dict(offered).values()
    assert (ulm.status, ulm.confirmed_on) == ("bestaetigt", date(2022, 3, 1))


def test_what_is_confirmed_is_not_confirmed_twice(editor):
    ulm = make_ulm(status="bestaetigt", confirmed_on=date(2022, 2, 1))

    offered = editor.get(admin_address(ulm)).context["operations"]

    assert address_of(ulm, "confirm") not in dict(offered).values()


def test_what_is_required_is_marked(editor):
    page = editor.get(address_of(make_ulm(), "move")).content.decode()

    marked = dict(re.findall(r'<label for="id_(\w+)"( class="required")?>', page))
    assert {name for name, mark in marked.items() if mark} == {"starts_on", "reason"}
