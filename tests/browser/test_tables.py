"""Tables and addresses in the browser: what scripts of the admin do with them."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from conferences.models import Conference, Theme
from smartcity.spreadsheets import imports
from tests.browser.test_kept_text import log_in
from tests.editor import admin_address
from tests.factories import make_editor
from tests.spreadsheets import table_address

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def editor(page, site):
    cache.clear()
    make_editor(username="carla")
    page.goto(f"{site}/admin/")
    log_in(page)
    page.wait_for_url("**/admin/")
    return page


def test_an_address_is_proposed_while_a_title_is_typed_and_a_long_table_goes_on(
    editor, site, monkeypatch
):
    editor.goto(f"{site}{admin_address(Theme, 'add')}")
    editor.locator("[name=name]").press_sequentially("Größe/Straße 2")
    expect(editor.locator("[name=slug]")).to_have_value("groesse-strasse-2")

    monkeypatch.setattr(imports, "SLICE", 2)
    monkeypatch.setattr(imports, "LONGEST_LOOK", 0)
    rows = "".join(f"t-{number};T {number};Virtuell\n" for number in range(5))
    file = {
        "name": "t.csv",
        "mimeType": "text/csv",
        "buffer": f"Adresse;Titel;Form\n{rows}".encode(),
    }
    editor.goto(f"{site}{table_address(Conference)}")
    editor.set_input_files("[name=file]", files=[file])
    editor.click(".submit-row [type=submit]")
    expect(editor.locator("main")).to_contain_text("5 neu")
