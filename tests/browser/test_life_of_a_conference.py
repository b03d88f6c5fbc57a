"""A conference from its template to its restored version, by the hands of two editors.

After each step the public page, the list, the feed and the file say the same of it.
"""

from collections import namedtuple
from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from conferences.models import Conference
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS
from tests.browser import life
from tests.factories import NOW, make_conference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEMPLATE, TITLE, NEW_TITLE = "Daten in Ulm", "Daten in Bochum", "Offene Daten in Bochum"
SLUG = "daten-in-bochum"
FIRST, LATER = date(2022, 5, 10), date(2022, 6, 14)
PROGRAMME = [{"starts": time(10), "title": "Empfang"}, {"starts": time(11), "title": "Berichte"}]
PLACES = ["page", "list", "feed", "file"]
WHY = "Der Saal steht nicht bereit."


# Two pages of the browser, and what moves the time.
Office = namedtuple("Office", ["editor", "chief", "clock"])


@pytest.fixture
def office(browser, live_server):
    with (
        time_machine.travel(NOW) as clock,
        life.logged_in(browser, live_server.url, EDITORS) as editor,
        life.logged_in(browser, live_server.url, CHIEF_EDITORS) as chief,
    ):
        yield Office(editor, chief, clock)


def bochum():
    return Conference.objects.get(slug=SLUG)


def write_from_a_template(office):
    page = office.editor
    make_conference(title=TEMPLATE, programme=PROGRAMME)
    life.open_form(page, TEMPLATE)
    page.click("a[href*='?vorlage=']")
    life.fill(page, title=TITLE, starts_on="10.05.2022", teaser="Wozu.")
    life.fill(page, slug=SLUG)
    assert life.previewed(page).endswith(TITLE)
    assert [it.title for it in Conference.objects.all()] == [TEMPLATE]
    life.save(page)
    assert [it.title for it in bochum().programme.all()] == ["Empfang", "Berichte"]


def submit(office):
    life.take_step(office.editor, TITLE, "submit")


def schedule(office):
    moment = timezone.localtime() + timedelta(minutes=30)
    told = {"moment_0": f"{moment:%d.%m.%Y}", "moment_1": f"{moment:%H:%M}"}
    life.take_step(office.chief, TITLE, "schedule", **told)


def wait(office):
    office.clock.shift(timedelta(minutes=30))


def move(office):
    life.operate(office.editor, TITLE, "move", starts_on="14.06.2022", reason=WHY)


def cancel(office):
    life.operate(office.chief, TITLE, "cancel", reason=WHY)


def resume(office):
    life.operate(office.chief, TITLE, "resume", reason="Ein anderer Saal ist gefunden.")


def save_too_late(office):
    """The first one wins, and the second one is shown both titles."""
    for page, title in [(office.editor, "Zu spät"), (office.chief, NEW_TITLE)]:
        life.open_form(page, TITLE)
        life.fill(page, title=title)
    life.save(office.chief)
    life.save(office.editor)
    shown = office.editor.locator(".collision .difference").all_inner_texts()
    assert shown == ["Zu spät", NEW_TITLE]


def restore(office):
    life.restore_the_version_before(office.chief, NEW_TITLE)


def test_readers_are_told_the_same_everywhere_after_each_step(office, browser, live_server):
    # What is seen after it: title, first day, whether it is cancelled.
    expected = {
        write_from_a_template: None,
        submit: None,
        schedule: None,
        wait: (TITLE, FIRST, False),
        move: (TITLE, LATER, False),
        cancel: (TITLE, LATER, True),
        resume: (TITLE, LATER, False),
        save_too_late: (NEW_TITLE, LATER, False),
        restore: (TITLE, LATER, False),
    }

    seen = {}
    for step in expected:
        step(office)
        seen[step] = life.what_readers_see(browser, live_server.url, SLUG)

    assert seen == {step: dict.fromkeys(PLACES, told) for step, told in expected.items()}
