"""Whoever withdraws a conference sees before what calendars will show, whichever way it is done."""

from datetime import date

import pytest

from conferences.models import Conference
from smartcity.content.models import ContentVersion
from tests.editor import admin_address, step_address
from tests.factories import make_conference, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_the_address_of_the_step_leads_to_the_page_that_shows_the_effect(editor):
    ulm = make_conference()

    response = editor.get(step_address(ulm, "withdraw"))

    address = f"{admin_address(ulm).removesuffix('change/')}operation/withdraw/"
    assert (response.status_code, response["Location"]) == (302, address)


def test_withdrawing_several_tells_of_each_what_calendars_will_show(editor):
    ulm = make_conference(starts_on=date(2099, 3, 22))
    past, open_one = make_conference(), make_conference(starts_on=None, status="termin-offen")
    ticked = {"action": "withdraw", "_selected_action": [ulm.pk, past.pk, open_one.pk]}

    before = ContentVersion.objects.values().get()
    response = editor.post(admin_address(Conference, "changelist"), ticked)

    # What is only shown is no change for anybody.
    assert ContentVersion.objects.values().get() == before
    effects = {obj: effect for obj, _standing, effect, *_rest in response.context["possible"]}
    gone = "Im Kalender der Abonnenten steht sie dann nicht mehr."
    assert effects == {
        ulm: "Im Kalender der Abonnenten steht dann: Abgesagt, Sonntag, 22. März 2099, ganztägig",
        past: gone,
        open_one: gone,
    }
    assert Conference.objects.filter(publication="withdrawn").count() == 0
