"""New articles, and everything new on one theme or project, for feed readers (Atom)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartcity.content.transaction import content_change
from tests import atom
from tests.factories import NOW, make_article, make_conference, make_project, make_theme

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SUBJECTS = ["/themen/energie.atom", "/modellprojekte/ulm.atom"]


@pytest.fixture(autouse=True)
def _it_is_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def energy():
    return make_theme(slug="energie", name="Energie")


@pytest.fixture
def ulm():
    return make_project(slug="ulm", name="Ulm")


def renamed(obj, slug):
    with content_change(NOW) as change, change.writing(obj):
        obj.slug = slug
        obj.save()


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_an_entry_tells_of_the_article_and_who_wrote_it(client, energy):
    article = make_article(
        title="Was gelernt wurde",
        slug="gelernt",
        teaser="Strom & Wärme.",
        authors_office="Stadt Ulm",
        themes=[energy],
        now=NOW - HOUR,
    )

    assert atom.entries(client.get("/wissen.atom")) == [
        {
            "id": f"tag:mpsc-katalog.invalid,2026:article/{article.pk}",
            "title": "Was gelernt wurde",
            "link": "https://katalog.example/wissen/gelernt/",
            "published": "2022-03-01T10:00:00+00:00",
            "updated": "2022-03-01T11:00:00+00:00",
            "summary": "Strom &amp; Wärme.",
            "category": ["Energie"],
            "author": "Stadt Ulm",
        }
    ]


def test_an_entry_keeps_its_id_when_the_address_changes(client):
    article = make_article(slug="alt")
    (before,) = atom.entries(client.get("/wissen.atom"))

    renamed(article, "neu")

    (after,) = atom.entries(client.get("/wissen.atom"))
    assert after == before | {"link": "https://katalog.example/wissen/neu/"}


def test_only_what_is_public_now_appears_the_newest_first(client):
    make_article(title="Alt", now=NOW - 2 * HOUR)
    make_article(title="Neu", now=NOW - HOUR)
    make_article(publication="draft")
    make_article(publication="published", published_at=NOW + HOUR)
    make_article(publication="withdrawn", published_at=NOW - HOUR, withdrawn_at=NOW)

    assert atom.titles(client.get("/wissen.atom")) == ["Neu", "Alt"]


def test_the_feed_has_the_parameters_of_the_list(client, energy):
    make_article(title="Gesucht", themes=[energy], kind="leitfaden")
    make_article(title="Bericht", themes=[energy], kind="bericht")
    make_article(title="Anderes", kind="leitfaden")

    answer = client.get("/wissen.atom?thema=energie&art=leitfaden")

    assert atom.titles(answer) == ["Gesucht"]
    assert atom.links(atom.parsed(answer)) == {
        "self": "https://katalog.example/wissen.atom?thema=energie&art=leitfaden",
        "alternate": "https://katalog.example/wissen/?thema=energie&art=leitfaden",
    }


@pytest.mark.parametrize("query", ["thema=nie", "art=nie", "q=" + "a" * 201])
def test_a_value_nobody_knows_never_widens_a_feed(client, query):
    make_article()

    assert atom.titles(client.get(f"/wissen.atom?{query}")) == []


@pytest.mark.parametrize("address", SUBJECTS)
def test_a_subject_has_its_conferences_and_articles_the_newest_first(client, energy, ulm, address):
    shown = {"themes": [energy], "projects": [ulm]}
    make_article(title="Zuerst", now=NOW - 3 * HOUR, **shown)
    make_conference(title="Dazwischen", themes=[energy], hosts=[ulm], now=NOW - 2 * HOUR)
    make_article(title="Zuletzt", now=NOW - HOUR, **shown)
    make_conference(title="Entwurf", publication="draft", themes=[energy], hosts=[ulm])
    make_article(title="Entwurf", publication="draft", **shown)
    make_article(title="Anderes")
    make_conference(title="Anderes")

    assert atom.titles(client.get(address)) == ["Zuletzt", "Dazwischen", "Zuerst"]


@pytest.mark.parametrize(("former", "current"), [("energie", "strom")])
def test_a_former_address_answers_with_the_same_feed(client, energy, former, current):
    make_article(title="Daten", themes=[energy])
    before = atom.parsed(client.get(f"/themen/{former}.atom"))

    renamed(energy, current)

    answer = client.get(f"/themen/{former}.atom")
    after = atom.parsed(answer)
    assert atom.titles(answer) == ["Daten"]
    assert after.findtext(f"{atom.ATOM}id") == before.findtext(f"{atom.ATOM}id")
    assert atom.links(after)["alternate"] == f"https://katalog.example/themen/{current}/"


def test_a_merged_theme_answers_with_the_one_it_went_into(client, energy):
    power = make_theme(slug="strom")
    make_article(title="Daten", themes=[power])
    with content_change(NOW) as change, change.writing(power):
        power.merge_into(energy)

    merged, target = (client.get(f"/themen/{slug}.atom") for slug in ["strom", "energie"])

    assert atom.entries(merged) == atom.entries(target)
    assert atom.titles(merged) == ["Daten"]


@pytest.mark.parametrize("address", ["/themen/nie.atom", "/modellprojekte/nie.atom"])
def test_an_unknown_subject_has_no_feed(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/wissen.atom", *SUBJECTS])
def test_a_feed_costs_the_same_for_one_of_each_and_for_three(client, energy, ulm, address):
    def publish():
        make_article(themes=[energy, make_theme()], projects=[ulm])
        make_conference(themes=[energy, make_theme()], hosts=[ulm])

    publish()
    queries(client, address)
    for_one = queries(client, address)
    publish()
    publish()

    assert queries(client, address) == for_one


@pytest.mark.parametrize("address", ["/wissen.atom", *SUBJECTS])
def test_what_is_known_is_not_sent_again(client, energy, ulm, address):
    known = client.get(address)["ETag"]

    unchanged = client.get(address, headers={"if-none-match": known})
    make_article(themes=[energy], projects=[ulm])
    changed = client.get(address, headers={"if-none-match": known})

    assert (unchanged.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/wissen/", "/wissen.atom"),
        ("/themen/energie/", "/themen/energie.atom"),
        ("/modellprojekte/ulm/", "/modellprojekte/ulm.atom"),
    ],
)
@pytest.mark.usefixtures("energy", "ulm")
def test_pages_name_their_feed_to_readers_and_to_programs(client, page, feed):
    assert client.get(page).content.decode().count(f'href="{feed}"') == 2
