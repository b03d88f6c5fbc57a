"""What word processors put on the clipboard becomes text for readers."""

import re

import pytest

from tests import clipboards
from tests.browser.test_richtext import PASTE, saved, seen  # noqa: F401 – a fixture
from tests.clipboards import filtered_point, online_point, word, word_point

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHORT = re.compile(r"</?p>|&nbsp;")
NOTE = ".prose-editor .pasted-note"


@pytest.fixture
def pasted(page, seen):  # noqa: F811
    """The text that is stored after pasting some markup."""

    def paste(markup):
        page.locator(".tiptap").evaluate(PASTE, {"text/html": markup, "text/plain": "Text"})
        return saved(page)

    return paste


@pytest.fixture
def listed(pasted):
    """The same without paragraphs: only lists and their points."""
    return lambda markup: SHORT.sub("", pasted(markup)).replace(" </li>", "</li>")


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        (clipboards.REVIEWED_IN_WORD, clipboards.REVIEWED_IN_WORD_READS),
        (clipboards.REVIEWED_IN_WORD_ONLINE, "<p>Beginn am Dienstag</p>"),
        (clipboards.REVIEWED_IN_GOOGLE_DOCS, "<p>Beginn am Dienstag in Ulm (Rathaus)</p>"),
        (clipboards.REVIEWED_IN_LIBREOFFICE, "<p>Beginn am Dienstag in Ulm (Rathaus)</p>"),
    ],
    ids=["Word", "Word Online", "Google Docs", "LibreOffice"],
)
def test_readers_see_what_was_decided_and_no_comment(pasted, markup, read):
    assert pasted(markup) == read


def test_the_editor_is_told_that_deleted_text_was_left_out(page, seen):  # noqa: F811
    text = page.locator(".tiptap")
    text.evaluate(PASTE, {"text/html": clipboards.REVIEWED_IN_WORD, "text/plain": "Text"})

    assert page.locator(NOTE).inner_text() == (
        "Gelöschter, durchgestrichener und ausgeblendeter Text sowie Kommentare wurden weggelassen."
    )
    assert seen.complaints == []


def test_points_of_word_keep_level_number_and_letters(listed):
    markup = word(
        word_point("1.", "Eins", kind="First"),
        word_point("a.", "Daten", level=2),
        word_point("i.", "offen", level=3),
        word_point("b.", "Karten", level=2),
        word_point("2.", "Zwei", kind="Last"),
    )

    assert listed(markup) == (
        '<ol><li>Eins<ol type="a"><li>Daten<ol type="i"><li>offen</li></ol></li>'
        "<li>Karten</li></ol></li><li>Zwei</li></ol>"
    )


def test_a_list_that_text_interrupts_goes_on_counting(listed):
    markup = word(
        word_point("1.", "Eins"),
        word_point("2.", "Zwei"),
        "<p class=MsoNormal>Dazwischen</p>",
        word_point("3.", "Drei"),
        word_point("4.", "Vier"),
    )

    assert listed(markup) == (
        '<ol><li>Eins</li><li>Zwei</li></ol>Dazwischen<ol start="3"><li>Drei</li><li>Vier</li></ol>'
    )


def test_bullets_of_word_are_no_characters(listed):
    markup = word(
        word_point("·", "Eins", in_list="l1"),
        word_point("o", "Daten", level=2, in_list="l1"),
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>",
        word_point("·", "Zwei", in_list="l1"),
    )

    assert listed(markup) == "<ul><li>Eins<ul><li>Daten</li></ul></li><li>Zwei</li></ul>"


def test_points_without_words_style_definitions_are_told_by_their_markers(listed):
    markup = "".join(
        [
            filtered_point("·", "Eins"),
            filtered_point("–", "Daten", level=2),
            filtered_point("(c)", "Karten", level=1),
            filtered_point("(d)", "Netze", level=1),
        ]
    )

    assert listed(markup) == (
        '<ul><li>Eins<ul><li>Daten</li></ul></li></ul><ol start="3" type="a"><li>Karten</li>'
        "<li>Netze</li></ol>"
    )


def test_a_marker_between_conditional_comments_is_no_text(listed):
    point = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]-->{}."
        "&nbsp;&nbsp; <!--[endif]-->{}</p>"
    )

    assert listed(point.format(2, "Zwei") + point.format(3, "Drei")) == (
        '<ol start="2"><li>Zwei</li><li>Drei</li></ol>'
    )


def test_a_reference_without_its_footnote_goes(pasted):
    markup = (
        '<p>Ja<span class="TextRun FootnoteReference SCXW1">12</span> und '
        '<span class="MsoFootnoteReference"><a href="#_ftn1">[1]</a></span>Nein</p>'
    )

    assert pasted(markup) == "<p>Ja und Nein</p>"


def test_a_second_paragraph_of_a_point_stays_in_it(pasted):
    second = "<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt'>Mehr dazu</p>"
    markup = word(word_point("1.", "Eins"), second, word_point("2.", "Zwei"))

    assert pasted(markup) == ("<ol><li><p>Eins</p><p>Mehr dazu</p></li><li><p>Zwei</p></li></ol>")


def test_points_of_word_online_keep_level_and_number(listed):
    markup = (
        online_point("ol", "Eins", start=1)
        + online_point("ol", "Daten", level=2, start=1)
        + online_point("ol", "Karten", level=2, start=2)
        + online_point("ol", "Zwei", start=2)
        + '<div class="OutlineElement Ltr"><p class="Paragraph">Dazwischen</p></div>'
        + online_point("ol", "Drei", start=3)
        + online_point("ol", "Vier")
    )

    assert listed(markup) == (
        "<ol><li>Eins<ol><li>Daten</li><li>Karten</li></ol></li><li>Zwei</li></ol>Dazwischen"
        '<ol start="3"><li>Drei</li><li>Vier</li></ol>'
    )


def test_bullets_of_word_online_nest_with_numbers_below(listed):
    markup = (
        online_point("ul", "Eins")
        + online_point("ol", "Erstens", level=2, start=1, in_list="2")
        + online_point("ol", "Zweitens", level=2, start=2, in_list="2")
        + online_point("ul", "Zwei")
    )

    assert listed(markup) == (
        "<ul><li>Eins<ol><li>Erstens</li><li>Zweitens</li></ol></li><li>Zwei</li></ul>"
    )


def test_lists_of_google_docs_nest_and_keep_their_start(listed):
    markup = (
        '<b style="font-weight:normal" id="docs-internal-guid-1"><ol start="4"><li dir="ltr" '
        'aria-level="1" style="list-style-type:decimal"><p dir="ltr">Vier</p></li><ol>'
        '<li dir="ltr" aria-level="2" style="list-style-type:lower-alpha"><p>Daten</p></li></ol>'
        '<li dir="ltr" aria-level="1"><p>Fünf</p></li></ol></b>'
    )

    assert listed(markup) == (
        '<ol start="4"><li>Vier<ol type="a"><li>Daten</li></ol></li><li>Fünf</li></ol>'
    )


def test_the_number_of_a_heading_stays_before_its_words(pasted):
    markup = (
        "<h2 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1."
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>"
        "Ziel</h2>"
    )

    assert pasted(markup) == "<h2>1. Ziel</h2>"


IMAGE = '<img width=200 src="file:///C:/clip_image001.png">'


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (
            f"<p>Ja</p><p><![if !vml]>{IMAGE}<![endif]></p>",
            "1 Bild wurde nicht übernommen. Laden Sie es unter „Bilder“ hoch und fügen Sie es dann "
            "hier mit der Schaltfläche „Bild“ ein.",
        ),
        (
            f"<p>Ja{IMAGE}</p>{IMAGE}<img width=1 src='https://x.example/seen.gif'>",
            "2 Bilder wurden nicht übernommen. Laden Sie sie unter „Bilder“ hoch und fügen Sie sie "
            "dann hier mit der Schaltfläche „Bild“ ein.",
        ),
    ],
)
def test_pictures_that_are_left_out_are_counted(page, seen, markup, told):  # noqa: F811
    page.locator(".tiptap").evaluate(PASTE, {"text/html": markup, "text/plain": "Ja"})

    assert page.locator(NOTE).inner_text() == told
    assert saved(page) == "<p>Ja</p>"


def test_a_screenshot_is_told_of_as_well(page, seen):  # noqa: F811
    page.locator(".tiptap").evaluate("""text => {
        const clipboardData = new DataTransfer()
        clipboardData.items.add(new File(["x"], "image.png", {type: "image/png"}))
        const options = {clipboardData, bubbles: true, cancelable: true}
        text.dispatchEvent(new ClipboardEvent("paste", options))
    }""")

    assert page.locator(NOTE).inner_text().startswith("1 Bild wurde nicht übernommen.")


def test_the_note_goes_with_the_next_text(page, seen):  # noqa: F811
    text = page.locator(".tiptap")
    text.evaluate(PASTE, {"text/html": IMAGE, "text/plain": ""})
    page.locator(NOTE).wait_for()

    text.evaluate(PASTE, {"text/html": "<p>Ja</p>", "text/plain": "Ja"})

    assert page.locator(NOTE).count() == 0


def test_the_dialog_refuses_what_leads_nowhere_and_completes_the_rest(page, seen):  # noqa: F811
    page.locator(".tiptap").click()
    page.keyboard.type("Ulm")
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Link (zuerst die Wörter markieren)").click()
    dialog = page.get_by_role("dialog", name="Link bearbeiten")
    field = dialog.get_by_label("Adresse, zum Beispiel https://…")

    field.fill("siehe unten")
    page.keyboard.press("Enter")
    refusal = field.evaluate("field => field.validationMessage")
    field.fill("www.ulm.example")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")

    assert refusal == "Geben Sie die ganze Adresse an, zum Beispiel https://www.ulm.de/."
    assert saved(page) == '<p><a href="https://www.ulm.example">Ulm</a></p>'
