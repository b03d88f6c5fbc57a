"""Pictures of the library inside rich text: what is kept, what readers and programs get of it."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from conferences.calendar.entries import rebuild_entries
from conferences.models import Conference
from kts.models import Article
from smartcity.content.models import ContentVersion
from smartcity.content.search_columns import store_columns
from smartcity.content.values import in_words
from smartcity.media.pictures import Picture
from smartcity.media.pictures_in_text import reference_to
from smartcity.media.richtext import clean_html, plain_text
from smartcity.media.texts_with_pictures import models_with_texts
from smartcity.models import Page
from tests.clients import as_read
from tests.content_cases import make_picture
from tests.factories import make_article, make_conference, stored
from tests.pictures import png

IMG = '<img data-picture="7">'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (f"<p>Ja</p>{IMG}", f"<p>Ja</p>{IMG}"),
        (IMG, IMG),
        ('<img src="https://x.example/a.png" alt="x" onerror="y()" data-picture="7">', IMG),
        ('<p>Ja</p><img src="https://x.example/a.png" alt="x">', "<p>Ja</p>"),
        ('<p>Ja</p><img src="data:image/png;base64,AAAA">', "<p>Ja</p>"),
        ('<p>Ja</p><img data-picture="x&quot; onerror=&quot;y()">', "<p>Ja</p>"),
        ('<p>Ja</p><img data-picture="07"><img data-picture="-1"><img data-picture>', "<p>Ja</p>"),
        (f"<p>Eins {IMG}zwei</p>", f"<p>Eins zwei</p>{IMG}"),
        (f"<p>{IMG}</p>", IMG),
        (f"<h2>{IMG}</h2><p>Ja</p>", f"{IMG}<p>Ja</p>"),
        (f"<h3><em>{IMG}</em> </h3>", IMG),
        (f'<p><a href="/a&gt;b"><strong>{IMG}</strong></a><br></p>', IMG),
        (f"<h2>Ja {IMG}</h2>", f"<h2>Ja </h2>{IMG}"),
        (f'<a href="/a"><strong>{IMG}x</strong></a>', f'<a href="/a"><strong>x</strong></a>{IMG}'),
        (f"<ul><li><p>x{IMG}</p></li></ul>", f"<ul><li><p>x</p>{IMG}</li></ul>"),
        (f'<a href="/&gt;&lt;img y">x</a>{IMG}', f'<a href="/&gt;&lt;img%20y">x</a>{IMG}'),
        (f"<svg>{IMG}</svg>", IMG),
    ],
)
def test_only_references_to_the_library_stay_and_stand_between_paragraphs(given, kept):
    assert clean_html(given) == kept
    assert clean_html(kept) == kept


def rendered(markup):
    return Template("{% with text=markup|prose %}{{ text.html }}{% endwith %}").render(
        Context({"markup": markup})
    )


def test_texts_that_readers_see_may_show_pictures_and_their_versions_do_not():
    assert set(models_with_texts()) == {Conference, Article, Page}


@pytest.mark.django_db
def test_readers_see_the_figure_of_the_library():
    picture = stored(Picture(file=png(), alt='Platz "A" <b>', credit="Stadt Ulm & Co"))

    page = as_read(rendered(f"<h2>Ja</h2>{reference_to(picture)}<p>Nein</p>"))

    around = [page.partition("<figure")[0].strip(), page.rpartition("</figure>")[2].strip()]
    assert around == ['<h2 id="ja">Ja</h2>', "<p>Nein</p>"]
    shown = [
        f'<source type="image/avif" srcset="{picture.file.url}-4.avif 4w"',
        f'<img src="{picture.file.url}" width="4" height="3" alt="Platz &quot;A&quot; &lt;b&gt;"',
        'loading="lazy"',
        "<figcaption>Bild: Stadt Ulm &amp; Co</figcaption>",
    ]
    assert [it for it in shown if it not in page] == []


@pytest.mark.django_db
def test_all_pictures_of_a_text_are_asked_for_at_once():
    several = "".join(reference_to(make_picture()) for _ in range(3))

    counts = []
    for text in ["<p>Ohne</p>", several]:
        with CaptureQueriesContext(connection) as queries:
            rendered(text)
        counts.append(len(queries))

    assert counts == [0, 1]


def asked_by(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


@pytest.mark.django_db
def test_a_search_asks_once_for_the_pictures_of_all_its_hits(client):
    counts = []
    for number in [1, 5]:
        for _ in range(number):
            make_article(title="Klima", text=reference_to(make_picture()))
            make_conference(title="Klima", text=f"{reference_to(make_picture())}{IMG}")
        counts.append(asked_by(lambda: client.get("/suche/?q=klima")))

    assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "store",
    [
        lambda: store_columns(Conference.objects.all()),
        lambda: rebuild_entries(Conference.objects.all(), ContentVersion.objects.get()),
    ],
    ids=["search", "calendar"],
)
def test_what_is_stored_for_many_rows_asks_once_for_all_their_pictures(store):
    counts = []
    for number in [1, 5]:
        for _ in range(number):
            make_conference(text=f"{reference_to(make_picture())}{IMG}")
        counts.append(asked_by(store))

    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_a_picture_that_is_gone_leaves_nothing_behind(client):
    picture = make_picture()
    article = make_article(text=f"<p>Ja</p>{reference_to(picture)}<p>Nein</p>")
    picture.delete()

    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    assert "<p>Ja</p><p>Nein</p>" in page.content.decode()
    assert plain_text(article.text) == "Ja\n\nNein"


@pytest.mark.django_db
def test_plain_text_tells_what_the_picture_shows():
    shown, mute = make_picture(), stored(Picture(file=png(), is_decorative=True, credit="KTS"))

    text = f"<p>Ja</p>{reference_to(shown)}{reference_to(mute)}<p>Nein</p>"

    assert plain_text(text) == "Ja\n\n[Bild: Ein Marktplatz]\n\nNein"


@pytest.mark.django_db
def test_the_history_names_pictures_that_tell_nothing_or_are_gone():
    mute = stored(Picture(file=png(), is_decorative=True, credit="KTS"))

    told = in_words(Conference, "text", f"{reference_to(mute)}{IMG}")

    assert told == f"[Bild: {mute.file.name}]\n\n[Bild: 7?]"


@pytest.mark.django_db
def test_the_api_gives_whole_addresses(client, settings):
    picture = make_picture()
    text = f'<p><a href="/konferenzen/">x</a></p>{reference_to(picture)}'
    conference = make_conference(text=text)

    found = client.get(f"/api/v1/conferences/{conference.slug}/").json()["text"]

    whole = [
        f'<a href="{settings.SITE_URL}/konferenzen/">',
        f'<img src="{settings.SITE_URL}{picture.file.url}"',
        f'srcset="{settings.SITE_URL}{picture.file.url}-4.avif 4w"',
    ]
    assert [it for it in whole if it not in found] == []


@pytest.mark.django_db
def test_new_words_of_a_picture_reach_calendars_and_the_search(client):
    picture = make_picture()
    conference = make_conference(text=reference_to(picture))
    page = stored(Page(slug="impressum", title="Impressum", body=reference_to(picture)))

    picture.alt = "Ein Hafenbecken"
    stored(picture)

    conference.refresh_from_db()
    assert b"Ein Hafenbecken" in bytes(conference.entry).replace(b"\r\n ", b"")
    assert list(Conference.objects.searching("Hafenbecken")) == [conference]
    assert "Ein Hafenbecken" in client.get(page.get_absolute_url()).content.decode()
