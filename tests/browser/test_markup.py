"""The markup of every page, as it is sent."""

import json

import pytest

from tests.browser.filling import fill
from tests.browser.pages import EMPTY, PAGES
from tests.node import answer_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.browser.urls")]


def complaints(client, addresses):
    client.raise_request_exception = False
    pages = {address: client.get(address).content.decode() for address in addresses}
    return answer_of("htmlvalidate.mjs", needs="html-validate", given=json.dumps(pages).encode())


def test_every_page_is_valid(client):
    fill()

    assert complaints(client, PAGES) == []


def test_pages_without_content_are_valid(client):
    assert complaints(client, EMPTY) == []
