"""Whoever may only read a text in the admin reads words, not markup."""

import pytest

from smartcity.models import Page
from smartcity.publishing.roles import EDITORS, HOSTS
from tests.editor import admin_address
from tests.factories import make_colleague, make_conference, make_project, stored

pytestmark = pytest.mark.django_db


def test_a_page_that_an_editor_may_only_read_shows_its_words(client):
    body = "<h2>Anbieter</h2><p>Stadt &amp; Land</p><ul><li><p>Ulm</p></li></ul>"
    page = stored(Page(slug=Page.Slug.IMPRINT, title="Impressum", body=body))
    client.force_login(make_colleague(EDITORS))

    response = client.get(admin_address(page))

    shown = response.content.decode()
    assert '<div class="readonly">Anbieter<br><br>Stadt &amp; Land<br>- Ulm</div>' in shown
    assert ("&lt;p&gt;" in shown, "Text:" in shown) == (False, True)


def test_who_may_write_it_has_the_editor(client):
    project, host = make_project(), make_colleague(HOSTS)
    host.projects.add(project)
    client.force_login(host)
    conference = make_conference(hosts=[project], publication="draft", text="<p>Ja</p>")

    assert "text" in client.get(admin_address(conference)).context["adminform"].form.fields
