from datetime import timedelta

import pytest
from django.utils import timezone

from conferences.models import Conference
from smartcity.content.transaction import current_version
from tests.calendars import events_in
from tests.edits import edited
from tests.factories import FIRST_DAY, NOW, make_conference, make_project, make_theme

pytestmark = pytest.mark.django_db


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
    "path",
    [
        "/konferenzen/ulm.ics",
        "/konferenzen/ulm.ics?programm=1",
        "/konferenzen/frueher.ics",
        "/konferenzen.ics",
    ],
)
def test_who_knows_the_version_gets_304_from_one_read(client, path, django_assert_max_num_queries):
    edited(make_conference(slug="frueher"), slug="ulm")
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
