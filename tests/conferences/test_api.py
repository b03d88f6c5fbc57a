"""Conferences, model projects and themes as JSON: what pages show, and no more."""

from datetime import time

import pytest

from conferences.models import Change, Participation
from smartcity.content.transaction import content_change
from smartcity.publishing.addresses import remember_slug
from tests.counting import number_of_queries
from tests.crowd import add_three
from tests.factories import (
    NOW,
    TODAY,
    make_conference,
    make_document,
    make_participation,
    make_project,
    make_series,
    make_theme,
)

pytestmark = pytest.mark.django_db

SITE = "https://katalog.example"
EMPTY = ["teaser", "venue", "host_region", "public_link", "street", "postal_code", "host"]
EMPTY += ["organiser", "audience", "cost", "contact_office", "contact_email", "attendance"]


def slugs(client, query="", name="conferences"):
    return [item["slug"] for item in client.get(f"/api/v1/{name}/?{query}").json()["items"]]


def refused(client, query, name="conferences"):
    response = client.get(f"/api/v1/{name}/?{query}")
    assert response.status_code == 422
    return {refusal["field"]: refusal["message"] for refusal in response.json()["fields"]}


@pytest.fixture
def conference():
    theme, project = (
        make_theme(name="Energie", slug="energie"),
        make_project(name="Ulm", slug="ulm"),
    )
    series = make_series(name="Regionalkonferenzen", slug="regionalkonferenzen")
    conference = make_conference(
        slug="rk-3",
        title="Wandel gestalten",
        series=series,
        number=3,
        themes=[theme],
        hosts=[project],
        programme=[{"starts": time(10), "ends": time(11), "title": "Begrüßung", "kind": "rahmen"}],
        start_time=time(10),
        end_time=time(16, 30),
        city="Ulm",
        land="BW",
        source="Nur für die Redaktion",
        text='<p><a href="/themen/">Themen</a></p>',
    )
    make_document(conference, title="Folien", kind="praesentation")
    Change.objects.create(conference=conference, made_at=NOW, text="Neuer Ort.", reason="Umbau.")
    return conference


def reference(kind, slug, name):
    return {"slug": slug, "url": f"{SITE}/{kind}/{slug}/", "name": name}


def test_a_conference_is_told_as_its_page_shows_it(client, conference):
    told = client.get("/api/v1/conferences/rk-3/").json()

    parts = ["uid", "changed_at", "participations", "programme", "documents", "changes"]
    unknown = dict.fromkeys(["formerly_on", "point", "registration_until"])
    series = reference("reihen", "regionalkonferenzen", "Regionalkonferenzen")
    assert {name: value for name, value in told.items() if name not in parts} == {
        **unknown,
        **dict.fromkeys(EMPTY, ""),
        "slug": "rk-3",
        "url": f"{SITE}/konferenzen/rk-3/",
        "calendar": f"{SITE}/konferenzen/rk-3.ics",
        "title": "Wandel gestalten",
        "series": series,
        "number": 3,
        "status": "geplant",
        "format": "vor-ort",
        "starts_on": "2022-03-22",
        "ends_on": "2022-03-22",
        "starts_at": "2022-03-22T10:00:00+01:00",
        "ends_at": "2022-03-22T16:30:00+01:00",
        "land": "BW",
        "city": "Ulm",
        "themes": [reference("themen", "energie", "Energie")],
        "is_example": False,
        "text": f'<p><a href="{SITE}/themen/">Themen</a></p>',
        "accessibility": [],
    }
    assert told["uid"] == f"{conference.uid}@mpsc-katalog.invalid"


def test_what_belongs_to_a_conference_is_told_with_it(client, conference):
    told = client.get("/api/v1/conferences/rk-3/").json()

    (item,) = told["programme"]
    assert item.pop("uid") == f"{conference.programme.get().uid}@mpsc-katalog.invalid"
    assert item == dict.fromkeys(["track", "speakers", "text"], "") | {
        "day": 1,
        "starts_at": "2022-03-22T10:00:00+01:00",
        "ends_at": "2022-03-22T11:00:00+01:00",
        "title": "Begrüßung",
        "kind": "rahmen",
    }
    host = reference("modellprojekte", "ulm", "Ulm")
    assert told["participations"] == [{"project": host, "role": "gastgeber"}]
    made_at = "2022-03-01T11:00:00Z"
    assert told["changes"] == [{"made_at": made_at, "text": "Neuer Ort.", "reason": "Umbau."}]
    (document,) = told["documents"]
    assert document == dict.fromkeys(["file_kind", "licence"], "") | {
        "title": "Folien",
        "url": "https://example.org/dokumentation",
        "size": None,
        "kind": "praesentation",
    }


def test_a_date_that_is_open_is_no_date(client):
    item = {"starts": time(10), "title": "Begrüßung"}
    make_conference(slug="offen", status="termin-offen", start_time=time(10), programme=[item])

    told = client.get("/api/v1/conferences/offen/").json()

    times = ["starts_on", "ends_on", "starts_at", "ends_at", "formerly_on"]
    assert [told[name] for name in times] == [None, None, None, None, "2022-03-22"]
    assert told["programme"][0]["starts_at"] is None


def test_nothing_but_the_published_is_told(client):
    published = make_conference()
    make_conference(publication="draft")
    make_conference(publication="published", published_at="2099-01-01T00:00Z")

    assert slugs(client) == [published.slug]


def test_drafts_are_unknown_and_withdrawn_ones_gone(client):
    draft = make_conference(publication="draft")
    gone = make_conference(
        publication="withdrawn",
        published_at="2022-01-01T00:00Z",
        withdrawn_at="2022-02-01T00:00Z",
    )

    answers = [client.get(f"/api/v1/conferences/{one.slug}/") for one in (draft, gone)]

    assert [answer.status_code for answer in answers] == [404, 410]
    assert all(answer.json()["fields"] == [] for answer in answers)


def test_former_slugs_and_merged_themes_lead_on(client):
    conference, theme, old = make_conference(slug="neu"), make_theme(slug="energie"), make_theme()
    with content_change(NOW) as change, change.writing(old):
        remember_slug(conference, "alt")
        old.merge_into(theme)

    moved = client.get("/api/v1/conferences/alt/")
    merged = client.get(f"/api/v1/themes/{old.slug}/")

    assert (moved.status_code, moved.headers["Location"]) == (301, "/api/v1/conferences/neu/")
    assert (merged.status_code, merged.headers["Location"]) == (301, "/api/v1/themes/energie/")


def test_the_latest_stand_first_unless_only_those_to_come_are_asked_for(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    for year in (2021, 2023, 2024):
        make_conference(slug=f"k-{year}", starts_on=TODAY.replace(year=year))
    make_conference(slug="k-offen", starts_on=TODAY.replace(year=2020), status="termin-offen")

    assert slugs(client) == ["k-2024", "k-2023", "k-2021", "k-offen"]
    assert slugs(client, "zeit=kommend") == ["k-2023", "k-2024", "k-offen"]
    assert slugs(client, "zeit=vergangen") == ["k-2021"]
    assert slugs(client, "zeit=kommend&zeit=vergangen") == slugs(client)


def test_filters_are_those_of_the_page(client):
    theme, other = make_theme(slug="energie"), make_theme(slug="wasser")
    for slug, themes, land in [("a", [theme], "NW"), ("b", [other], "NW"), ("c", [theme], "RP")]:
        make_conference(slug=slug, themes=themes, land=land, title=f"Konferenz {slug}")

    assert slugs(client, "land=NW&thema=energie") == ["a"]
    assert slugs(client, "thema=energie&thema=wasser") == ["c", "b", "a"]
    assert slugs(client, "thema=&land=RP") == ["c"]
    assert slugs(client, "von=2022-03-23") == []


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("thema=nie", ["thema"]),
        ("land=XX&land=NW", ["land"]),
        ("land=%00", ["land"]),
        ("von=2022-02-30", ["von"]),
        ("von=2022-05-01&bis=2022-04-01", ["bis"]),
        ("q=" + "a" * 201, ["q"]),
        ("q=%00", ["q"]),
        ("zeit=morgen&format=nie", ["format", "zeit"]),
        ("jahr=1800", ["jahr"]),
    ],
)
def test_what_no_filter_understands_is_refused_by_name(client, query, fields):
    assert sorted(refused(client, query)) == fields


@pytest.mark.parametrize("name", ["conferences", "projects", "themes"])
def test_a_list_asks_the_same_of_few_and_many(client, name):
    theme, project = make_theme(), make_project()
    make_conference(themes=[theme], hosts=[project])
    few = number_of_queries(client, f"/api/v1/{name}/")
    add_three()

    assert number_of_queries(client, f"/api/v1/{name}/") == few


def test_a_single_conference_asks_the_same_of_few_and_many(client):
    conference = make_conference(slug="k", themes=[make_theme()], hosts=[make_project()])
    few = number_of_queries(client, "/api/v1/conferences/k/")
    for _ in range(3):
        make_participation(conference, make_project(), Participation.Role.ATTENDANCE)
        make_document(conference)
        conference.themes.add(make_theme())

    assert number_of_queries(client, "/api/v1/conferences/k/") == few
