from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from conferences.models import Conference
from smartcity.content import content_change, current_version
from tests.factories import FIRST_DAY, NOW, make_conference, make_project, make_theme

pytestmark = pytest.mark.django_db


def edited(conference, **fields):
    with content_change(NOW + timedelta(hours=1)) as change:
        change.touch(conference)
        for name, value in fields.items():
            setattr(conference, name, value)
        conference.save()
        change.touch(conference)
    return conference


def events_in(response):
    calendar = icalendar.Calendar.from_ical(response.getvalue())
    return {str(event["summary"]): event for event in calendar.events}


def test_a_file_is_a_download_that_calendars_may_keep_for_an_hour(client):
    make_conference(slug="ulm")

    response = client.get("/konferenzen/ulm.ics")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ulm.ics"'
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Vary" not in response
    assert not response.cookies


@pytest.mark.parametrize("path", ["/konferenzen/ulm.ics", "/konferenzen.ics"])
def test_head_answers_like_get(client, path):
    make_conference(slug="ulm")

    get, head = client.get(path), client.head(path)

    assert head.status_code == 200
    assert dict(head.headers) == dict(get.headers)
    assert head.content == b""


@pytest.mark.parametrize("path", ["/konferenzen/ulm.ics", "/konferenzen.ics"])
def test_anything_but_get_and_head_is_refused(client, path):
    make_conference(slug="ulm")

    assert [client.post(path).status_code, client.put(path).status_code] == [405, 405]


@pytest.mark.parametrize(
    "path", ["/konferenzen/ulm.ics", "/konferenzen/ulm.ics?programm=1", "/konferenzen.ics"]
)
def test_who_knows_the_version_gets_304_from_one_read(client, path, django_assert_max_num_queries):
    make_conference(slug="ulm")
    first = client.get(path)

    with django_assert_max_num_queries(1):
        second = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == first["Cache-Control"]
    assert "Content-Length" not in second


def test_a_condition_on_a_date_that_is_not_given_is_ignored(client):
    response = client.get(
        "/konferenzen.ics", HTTP_IF_UNMODIFIED_SINCE="Wed, 01 Jan 1970 00:00:00 GMT"
    )

    assert response.status_code == 200


def test_if_none_match_wins_over_if_modified_since(client):
    make_conference()

    response = client.get(
        "/konferenzen.ics",
        HTTP_IF_NONE_MATCH='"another"',
        HTTP_IF_MODIFIED_SINCE="Wed, 01 Jan 2070 00:00:00 GMT",
    )

    assert response.status_code == 200


def test_a_file_costs_at_most_two_queries_and_a_feed_two(client, django_assert_max_num_queries):
    for number in range(5):
        make_conference(slug=f"k-{number}", themes=[make_theme()])
    current_version(timezone.now())

    with django_assert_max_num_queries(2):
        client.get("/konferenzen/k-1.ics")
    with django_assert_max_num_queries(2):
        client.get("/konferenzen.ics")


def test_a_former_slug_costs_a_file_no_more(client, django_assert_max_num_queries):
    edited(make_conference(slug="alt"), slug="neu")
    client.get("/konferenzen/alt.ics")

    with django_assert_max_num_queries(2):
        client.get("/konferenzen/alt.ics")


def test_each_filter_costs_a_feed_one_more_query(client, django_assert_max_num_queries):
    theme, project = make_theme(slug="energie"), make_project(slug="ulm")
    make_conference(themes=[theme], hosts=[project])
    path = "/konferenzen.ics?thema=energie&projekt=ulm&land=RP&format=vor-ort"
    client.get(path)

    with django_assert_max_num_queries(4):
        client.get(path)


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Neu"},
        {"starts_on": FIRST_DAY + timedelta(days=7), "ends_on": FIRST_DAY + timedelta(days=7)},
        {"status": Conference.Status.CANCELLED},
        {"publication": "withdrawn", "withdrawn_at": NOW},
        {"slug": "neu"},
    ],
)
def test_every_visible_change_has_another_version(client, edit):
    conference = make_conference(slug="ulm")
    before = [client.get(path)["ETag"] for path in ["/konferenzen/ulm.ics", "/konferenzen.ics"]]

    edited(conference, **edit)

    after = [client.get(path)["ETag"] for path in ["/konferenzen/ulm.ics", "/konferenzen.ics"]]
    assert all(old != new for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("edit", "rise"),
    [
        ({"title": "Neu"}, 0),
        ({"starts_on": FIRST_DAY - timedelta(days=7)}, 1),
        ({"status": Conference.Status.CANCELLED}, 1),
        ({"format": Conference.Format.VIRTUAL}, 1),
        ({"city": "Ulm"}, 1),
        ({"public_link": "https://example.org/"}, 1),
    ],
)
def test_what_moves_the_event_raises_its_sequence_and_keeps_its_uid(edit, rise):
    conference = make_conference()

    edited(conference, **edit)

    stored = Conference.objects.get(pk=conference.pk)
    assert (stored.sequence, stored.uid) == (rise, conference.uid)


def test_a_former_slug_answers_without_a_redirect(client):
    edited(make_conference(slug="alt", title="Ulm"), slug="neu")

    assert list(events_in(client.get("/konferenzen/alt.ics"))) == ["Ulm"]


def test_a_draft_and_an_unknown_conference_are_not_found(client):
    make_conference(slug="entwurf", publication="draft")
    make_conference(slug="bald", publication="published", published_at="2099-01-01T00:00Z")

    paths = ["/konferenzen/entwurf.ics", "/konferenzen/bald.ics", "/konferenzen/nie.ics"]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_a_withdrawn_conference_answers_for_ever_with_its_cancellation(client):
    edited(make_conference(slug="ulm"), publication="withdrawn", withdrawn_at=NOW)

    assert list(events_in(client.get("/konferenzen/ulm.ics"))) == ["Abgesagt"]


def test_the_feed_holds_upcoming_and_past_ones_in_their_order(client):
    make_conference(title="Später", starts_on="2099-01-01")
    make_conference(title="Früher", starts_on="2022-03-22")
    make_conference(title="Entwurf", publication="draft")

    assert list(events_in(client.get("/konferenzen.ics"))) == ["Früher", "Später"]


def test_a_feed_tells_its_filter_in_its_name(client):
    make_theme(name="Mobilität", slug="mobilitaet")

    response = client.get("/konferenzen.ics?thema=mobilitaet&land=NW")

    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["name"] == "Konferenzen: Mobilität · Nordrhein-Westfalen"
    assert calendar["x-wr-calname"] == calendar["name"]


def test_a_name_holds_nothing_that_readers_would_unescape_differently(client):
    make_theme(name="Klima, Natur; Wasser", slug="klima")

    response = client.get("/konferenzen.ics?thema=klima&q=a%5Cb")

    lines = response.content.decode().splitlines()
    assert "NAME:Konferenzen: Suchwort a / b · Klima / Natur / Wasser" in lines
    assert "X-WR-CALNAME:Konferenzen: Suchwort a / b · Klima / Natur / Wasser" in lines


def test_a_feed_of_which_nothing_is_understood_says_so_in_its_name(client):
    calendar = icalendar.Calendar.from_ical(client.get("/konferenzen.ics?thema=weg").content)

    assert calendar["name"] == "Konferenzen: unbekannte Auswahl"


@pytest.mark.parametrize(
    "query",
    [
        "thema=nie",
        "land=XX",
        "land=nrw",
        "von=2022-02-30",
        "thema=%00",
        "format=%ff",
        "q=%00",
        "von=2022-05-01&bis=2022-04-01",
        "q=" + "a" * 10_000,
        "projekt=" + "a" * 300,
        "jahr=0",
    ],
)
def test_a_value_that_means_nothing_never_widens_a_feed(client, query):
    make_conference()

    response = client.get(f"/konferenzen.ics?{query}")

    assert response.status_code == 200
    assert events_in(response) == {}


def test_an_unknown_value_beside_a_known_one_changes_nothing(client):
    make_conference(title="Ulm", themes=[make_theme(slug="energie")])
    make_conference()

    assert list(events_in(client.get("/konferenzen.ics?thema=energie&thema=nie"))) == ["Ulm"]


def test_an_empty_value_is_ignored(client):
    make_conference(title="Ulm")

    assert list(events_in(client.get("/konferenzen.ics?thema=&q=&von="))) == ["Ulm"]


def test_an_empty_feed_is_a_calendar_with_name_and_timezone(client):
    calendar = icalendar.Calendar.from_ical(client.get("/konferenzen.ics").content)

    assert calendar["name"] == "Konferenzen"
    assert [zone["tzid"] for zone in calendar.timezones] == ["Europe/Berlin"]


def test_a_feed_tells_its_source_from_the_settings_not_from_the_host(client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    response = client.get("/konferenzen.ics", HTTP_HOST="other.example")

    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["source"] == "https://katalog.example/konferenzen.ics"
    assert calendar["url"] == "https://katalog.example/konferenzen/"


def test_an_entry_that_is_not_stored_is_built_on_the_way(client):
    make_conference(title="Ulm")
    Conference.objects.update(entry=None)

    assert list(events_in(client.get("/konferenzen.ics"))) == ["Ulm"]
    assert Conference.objects.get().entry is None


def test_up_to_the_limit_a_feed_is_one_body(client, monkeypatch):
    for number in range(4):
        make_conference(title=f"K {number}")

    monkeypatch.setattr("conferences.feeds.STREAMED_FROM", 4)
    monkeypatch.setattr("conferences.feeds.BATCH", 2)
    monkeypatch.setattr("conferences.stored_rows.BATCH", 2)

    assert client.get("/konferenzen.ics").headers["Content-Length"]


def test_a_long_feed_is_streamed_and_says_the_same(client, monkeypatch):
    for number in range(5):
        make_conference(title=f"K {number}")
    whole = client.get("/konferenzen.ics")

    monkeypatch.setattr("conferences.feeds.STREAMED_FROM", 4)
    monkeypatch.setattr("conferences.feeds.BATCH", 2)
    monkeypatch.setattr("conferences.stored_rows.BATCH", 2)
    streamed = client.get("/konferenzen.ics")

    assert streamed.streaming
    assert streamed.getvalue() == whole.content
    assert "Content-Length" not in streamed
