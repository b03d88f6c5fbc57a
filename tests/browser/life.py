"""What editors do to a conference in their browser, and what readers see of it in theirs."""

import re
from contextlib import contextmanager
from datetime import date

import icalendar

from tests.browser.conftest import new_context
from tests.factories import PASSWORD, make_colleague
from tests.logins import LOGIN, code_of_now

DAY = "time.date"
LIST = "/admin/conferences/conference/"


@contextmanager
def logged_in(browser, site, role):
    """The start page of somebody in this role, who typed a password and a code."""
    colleague = make_colleague(role)
    with new_context(browser) as context:
        page = context.new_page()
        page.goto(f"{site}{LOGIN}")
        page.fill("[name=login]", colleague.username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.fill("[name=code]", code_of_now())
        page.click("main button")
        page.wait_for_url("**/admin/")
        yield page


def open_form(page, title):
    """By the list, as it is searched."""
    page.goto(re.sub(r"/admin/.*", f"{LIST}?q={title}", page.url))
    page.click(f"#result_list a:text-is('{title}')")


def fill(page, **entered):
    for name, value in entered.items():
        page.fill(f"[name={name}]", value)


def save(page):
    with page.expect_navigation():
        page.click("[name=_save]")


def previewed(page):
    """The heading of the preview, which opens in a window of its own."""
    with page.expect_popup() as opened:
        page.click("[formaction$='/preview/']")
    with opened.value as window:
        return window.locator("h1").inner_text()


def take_step(page, title, step, **asked):
    """A step of publication from the form, and its confirmation."""
    open_form(page, title)
    page.click(f"[name=_step][value={step}]")
    confirm(page, **asked)


def operate(page, title, operation, **asked):
    """What happens to the conference: asked for, seen in its effect, confirmed."""
    open_form(page, title)
    page.click(f"a[href$='/operation/{operation}/']")
    fill(page, **asked)
    page.click("[name=shown]")
    confirm(page)


def confirm(page, **asked):
    fill(page, **asked)
    page.click("[name=confirmed]")
    page.locator(".messagelist .success").first.wait_for()


def restore_the_version_before(page, title):
    open_form(page, title)
    page.click(".historylink")
    page.locator("ol.history a.button").first.click()
    page.click("#content form [type=submit]")
    page.locator(".messagelist .success").wait_for()


def what_readers_see(browser, site, slug):
    """{where: (title, first day, whether it is cancelled)}, or None where it is not."""
    address = f"{site}/konferenzen/{slug}"
    with new_context(browser) as context:
        reader = context.new_page()
        return {
            "page": said_by_page(reader, f"{address}/"),
            "list": said_by_list(reader, f"{site}/konferenzen/", slug),
            "feed": said_by_calendar(reader, f"{site}/konferenzen.ics", slug),
            "file": said_by_calendar(reader, f"{address}.ics", slug),
        }


def said_by_page(reader, address):
    if reader.goto(address).status == 404:
        return None
    title = without_state(reader.locator("h1 > span").inner_text())
    return title, shown_day(reader.locator("h1")), reader.locator(".banner--stop").count() == 1


def said_by_list(reader, address, slug):
    reader.goto(address)
    stop = reader.locator(f".stop:has(a.title[href$='/{slug}/'])")
    if stop.count() == 0:
        return None
    title = stop.locator("a.title").inner_text()
    return title, shown_day(stop), stop.locator(".status--stop").count() == 1


def shown_day(part):
    return date.fromisoformat(part.locator(DAY).get_attribute("datetime"))


def said_by_calendar(reader, address, slug):
    response = reader.request.get(address)
    if response.status == 404:
        return None
    events = icalendar.Calendar.from_ical(response.body()).events
    return next((said_by(it) for it in events if it["url"].endswith(f"/{slug}/")), None)


def said_by(event):
    title = without_state(str(event["summary"]))
    return title, event["dtstart"].dt, event["status"] == "CANCELLED"


def without_state(title):
    return re.sub("^(Abgesagt|Verschoben): ", "", title)
