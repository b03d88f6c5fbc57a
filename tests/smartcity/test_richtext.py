import pytest

from smartcity.media.richtext import clean_html, plain_text, with_heading_ids
from tests.factories import make_conference

HOSTILE = '<p onclick="x()">Gut <script>alert(1)</script><img src=x onerror=y><b>so</b></p>'
CLEANED = "<p>Gut so</p>"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (HOSTILE, CLEANED),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="/konferenzen/" target="_blank">x</a>', '<a href="/konferenzen/">x</a>'),
        ('<p style="color:red" class="MsoNormal">Aus Word</p>', "<p>Aus Word</p>"),
        ("<p></p>", ""),
        ("<p>&nbsp; <br></p>", ""),
        ("<style>p{}</style><p>Ja</p>", "<p>Ja</p>"),
        ("a\x00b", "ab"),
        ("<p>a\x08&#8;&#xFFFE;\ufffeb\x0bc</p>", "<p>ab c</p>"),
    ],
)
def test_only_the_allow_list_stays(given, kept):
    assert clean_html(given) == kept


@pytest.mark.django_db
def test_the_field_is_clean_however_it_is_written():
    from conferences.models import Conference

    saved = make_conference(text=HOSTILE)
    written = {saved.text, Conference.objects.get(pk=saved.pk).text}

    Conference.objects.filter(pk=saved.pk).update(text=HOSTILE + "<p>U</p>")
    written.add(Conference.objects.get(pk=saved.pk).text)

    bulk = Conference(title="B", slug="b", format="virtuell", text=HOSTILE)
    Conference.objects.bulk_create([bulk])
    written.add(Conference.objects.get(slug="b").text)

    saved.text = HOSTILE
    Conference.objects.bulk_update([saved], ["text"])
    written.add(Conference.objects.get(pk=saved.pk).text)

    assert written == {CLEANED, CLEANED + "<p>U</p>"}


def test_plain_text_keeps_lines_lists_and_links():
    markup = (
        "<h2>Ziel</h2><p>Erstens<br>zweitens</p><ul><li><p>Eins</p></li><li>Zwei</li></ul>"
        '<p>Siehe <a href="https://x.example/">dort</a> &amp; hier.</p>'
    )

    assert plain_text(markup) == (
        "Ziel\n\nErstens\nzweitens\n- Eins\n- Zwei\n\nSiehe dort (https://x.example/) & hier."
    )


def test_headings_get_ids_of_their_words_and_none_twice():
    titles = ["Über uns", "Über uns 2", "Über uns", "Inhalt"]

    markup, headings = with_heading_ids("".join(f"<h2>{title}</h2>" for title in titles))

    assert headings == list(
        zip(["ueber-uns", "ueber-uns-2", "ueber-uns-3", "inhalt-2"], titles, strict=True)
    )
    assert markup.startswith('<h2 id="ueber-uns">Über uns</h2>')
