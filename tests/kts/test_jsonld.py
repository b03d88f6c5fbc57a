"""What an article's page says to search engines."""

from datetime import timedelta

import pytest
import time_machine

from smartcity.media.pictures import Picture
from tests.factories import NOW, make_article, make_theme
from tests.pictures import png
from tests.reading import structured

pytestmark = pytest.mark.django_db

OFFICE = {
    "@type": "Organization",
    "name": "Koordinierungs- und Transferstelle Modellprojekte Smart Cities",
    "url": "https://katalog.example/",
}


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


def article(client, **fields):
    make_article(**{"title": "Gelernt", "slug": "gelernt", "now": NOW - timedelta(days=1)} | fields)
    return structured(client.get("/wissen/gelernt/"), "Article")


def test_what_is_not_known_stays_absent(client):
    assert article(client) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Gelernt",
        "description": "Worum es geht.",
        "url": "https://katalog.example/wissen/gelernt/",
        "mainEntityOfPage": "https://katalog.example/wissen/gelernt/",
        "inLanguage": "de",
        "datePublished": "2022-02-28T12:00:00+01:00",
        "dateModified": "2022-03-01T12:00:00+01:00",
        "author": OFFICE,
        "publisher": OFFICE,
    }


def test_authors_themes_and_picture_are_named(client):
    picture = Picture.objects.create(file=png(), alt="Ein Platz", credit="Stadt Ulm")
    energy = make_theme(name="Energie", slug="energie")

    gelernt = article(client, authors_office="Stadt Ulm", picture=picture, themes=[energy])

    assert gelernt["author"] == {"@type": "Organization", "name": "Stadt Ulm"}
    assert gelernt["about"] == [
        {"@type": "Thing", "name": "Energie", "url": "https://katalog.example/themen/energie/"}
    ]
    assert gelernt["image"] == {
        "@type": "ImageObject",
        "url": f"https://katalog.example{picture.file.url}",
        "width": 4,
        "height": 3,
        "caption": "Ein Platz",
        "creditText": "Stadt Ulm",
    }


def test_no_title_ends_the_script_it_stands_in(client):
    title = "</script><script>alert('&lt;')//<!--"

    assert article(client, title=title)["headline"] == title
