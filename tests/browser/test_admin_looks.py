"""What editors see of lists and forms: whole at every width, and named in their language."""

import pytest
from django.core.cache import cache

from conferences.models import Conference, Document, ModelProject, Participation, Theme
from kts.models import Article, Attachment
from smartcity.content.proposals import propose
from tests.browser.test_login_area import log_in, seen_at
from tests.factories import NOW, make_editor, stored
from tests.logins import code_of_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LIST = "/admin/conferences/conference/"
WIDTHS = """() => [".results", "#result_list"].map(it => document.querySelector(it).scrollWidth)"""
RIGHT_EDGES = """() => [...document.querySelectorAll(
    "#participations-group .has_original :is(.select2-container, td > select, [type=checkbox])"
)].map(it => Math.round(it.getBoundingClientRect().right))"""


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


def test_no_column_of_the_list_is_cut_off(editor, office):
    editor.goto(office + LIST)

    frame, table = editor.evaluate(WIDTHS)

    assert table <= editor.evaluate("() => document.querySelector('.results').clientWidth")
    assert frame == table


def test_rows_of_a_form_are_whole_in_a_narrow_window(editor, office, django_db_blocker):
    with django_db_blocker.unblock():
        conference = Participation.objects.first().conference
    editor.set_viewport_size({"width": 320, "height": 800})
    editor.goto(f"{office}{LIST}{conference.pk}/change/")
    editor.wait_for_load_state("networkidle")

    edges = editor.evaluate(RIGHT_EDGES)

    assert len(edges) >= 3
    assert max(edges) <= 320


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


FORMS = [
    "conferences/conference/{conference}",
    "kts/article/{article}",
    "conferences/modelproject/{project}",
    "conferences/theme/{theme}",
]
LISTS = ["conferences/conference", "kts/article", "conferences/document", "smartcity/user"]
# What lies to the right of the window or of a box around it, without names for screen readers.
OUTSIDE = """() => [...document.querySelectorAll("#content, #content *")].filter(it => {
    const {width, right} = it.getBoundingClientRect()
    const scrolls = ["auto", "scroll", "hidden"].includes(getComputedStyle(it).overflowX) &&
        !it.matches("input, textarea, select, button, .visually-hidden, .select2-container *")
    return width > 1 && right > innerWidth + 1 || scrolls && it.scrollWidth > it.clientWidth + 1
}).map(it => it.tagName + "." + it.className)"""


def outside(editor, width):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.wait_for_load_state("networkidle")
    overflow = editor.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(overflow, 0), editor.evaluate(OUTSIDE)


@pytest.fixture(scope="module")
def keys(office, django_db_blocker):
    """Objects with everything that makes a form wide."""
    link = f"https://ulm.example/{'eine-lange-adresse-' * 8}"
    with django_db_blocker.unblock():
        conference = Participation.objects.first().conference
        conference.themes.set(Theme.objects.all()[:4])
        article = Article.objects.first()
        stored(Document(conference=conference, title="Bericht", kind="praesentation", link=link))
        stored(Attachment(article=article, title="Bericht", link=link))
        return {
            "conference": conference.pk,
            "article": article.pk,
            "project": ModelProject.objects.first().pk,
            "theme": Theme.objects.first().pk,
        }


@pytest.mark.parametrize("address", FORMS)
def test_no_form_is_wider_than_its_window(editor, office, keys, address):
    editor.goto(f"{office}/admin/{address.format(**keys)}/change/")

    assert {width: outside(editor, width) for width in (768, 900, 1280)} == dict.fromkeys(
        (768, 900, 1280), (0, [])
    )


@pytest.mark.parametrize("address", LISTS)
def test_no_list_is_wider_than_its_window(editor, office, keys, address):
    editor.goto(f"{office}/admin/{address}/")

    assert {width: outside(editor, width) for width in (768, 900, 1100, 1280)} == dict.fromkeys(
        (768, 900, 1100, 1280), (0, [])
    )


def test_chosen_themes_are_seen_in_a_narrow_window(editor, office, keys):
    editor.set_viewport_size({"width": 768, "height": 900})
    editor.goto(f"{office}{LIST}{keys['conference']}/change/")
    editor.wait_for_load_state("networkidle")

    chosen = editor.locator("#id_themes_to")

    assert chosen.locator("option").count() == 4
    assert chosen.evaluate("it => it.getBoundingClientRect().right <= innerWidth")
