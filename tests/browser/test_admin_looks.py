"""What editors see of lists and forms: whole at every width, and named in their language."""

import pytest
from django.core.cache import cache

from conferences.models import Conference
from smartcity.proposals import propose
from tests.browser.test_login_area import log_in, seen_at
from tests.factories import NOW, make_editor
from tests.logins import code_of_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def office(site, django_db_blocker):
    cache.clear()
    with django_db_blocker.unblock():
        make_editor(username="carla")
    return site


@pytest.fixture
def editor(page, office):
    cache.clear()
    log_in(page, office, "carla")
    page.fill("[name=code]", code_of_now())
    page.click("main button")
    page.wait_for_url("**/admin/")
    return page


def test_ticks_and_crosses_are_named_in_german(editor, office):
    editor.goto(f"{office}/admin/smartcity/user/")

    named = editor.locator("#result_list img").evaluate_all("them => them.map(it => it.alt)")

    assert {*named} <= {"ja", "nein"}
    assert named


def test_whoever_reviews_a_proposal_meets_no_barrier(editor, office, django_db_blocker):
    with django_db_blocker.unblock():
        proposed = propose(Conference.objects.first(), {"city": "Bonn"}, now=NOW, source="Kalender")

    # Chromium complains of axe's own styles, which only forms let in.
    barriers, _complaints, overflows = seen_at(
        editor, f"{office}/admin/smartcity/proposal/{proposed.pk}/change/"
    )

    assert (barriers, overflows) == ([], {0})
