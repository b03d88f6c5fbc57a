"""The markup of every page, as it is sent."""

import json
import re

import pytest

from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from tests.browser.filling import fill
from tests.browser.pages import EMPTY, PAGES
from tests.content_cases import make_picture
from tests.factories import make_article, stored
from tests.node import answer_of
from tests.pictures import png

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.browser.urls")]


def complaints(client, addresses):
    client.raise_request_exception = False
    pages = {address: client.get(address).content.decode() for address in addresses}
    return answer_of("htmlvalidate.mjs", needs="html-validate", given=json.dumps(pages).encode())


def test_every_page_is_valid(client):
    fill()

    assert complaints(client, PAGES) == []


def test_every_group_of_a_description_list_names_one_thing(client):
    """HTML: in a div, first all terms, then their descriptions."""
    fill()
    client.raise_request_exception = False

    for address in PAGES:
        page = client.get(address).text
        for terms in re.findall(r"<dl.*?</dl>", page, re.DOTALL):
            for group in re.findall(r"<div>(.*?)</div>", terms, re.DOTALL):
                assert re.fullmatch("t+d+", "".join(re.findall(r"<d([td])", group))), address


def test_a_text_with_pictures_wherever_editors_can_put_them_is_valid(client):
    shown = reference_to(make_picture())
    mute = reference_to(stored(Picture(file=png(), is_decorative=True, credit="KTS")))
    text = (
        f"<h2>Eins{shown}</h2><p>Zwei {mute}<a href='/'>{shown}drei</a></p>"
        f"<ul><li><p>Vier</p>{shown}</li></ul><blockquote>{shown}</blockquote>"
        f"<table><tbody><tr><td>{shown}</td></tr></tbody></table>"
    )
    article = make_article(text=text)

    assert complaints(client, [article.get_absolute_url()]) == []


def test_pages_without_content_are_valid(client):
    assert complaints(client, EMPTY) == []
