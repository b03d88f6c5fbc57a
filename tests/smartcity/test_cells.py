"""What stands in the cells of tables: every value comes back from its words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conferences.models import Conference
from conferences.resources import PostalCode
from smartcity.outputs.tables import escape_formula, unescape_formula
from smartcity.spreadsheets.cells import (
    Clock,
    Day,
    Fraction,
    Markup,
    Number,
    cell_of,
    text_of_cell,
    tidy,
)

SIGNS = st.text(alphabet=st.sampled_from("'=+-@＝ \t\r\n\xa0aÄ;"))


@given(SIGNS | st.text())
def test_what_keeps_a_cell_from_running_is_taken_away_again(text):
    assert unescape_formula(escape_formula(text)) == text


@given(SIGNS)
def test_no_cell_begins_like_a_formula(text):
    assert escape_formula(text).lstrip()[:1] not in {*"=+-@＝"}


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_back(day):
    for words in [
        text_of_cell(Day().render(day)),
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day:%Y}",
    ]:
        assert Day().clean(words) == day


@given(st.times().map(lambda it: it.replace(second=0, microsecond=0)))
def test_a_time_is_read_back(clock):
    for words in [text_of_cell(clock), f"{clock:%H:%M:%S}", f"{clock:%H.%M} Uhr"]:
        assert Clock().clean(words) == clock


@given(st.decimals(-180, 180, places=5))
def test_a_number_is_read_back_with_either_point(number):
    words = text_of_cell(Fraction().render(number))

    assert Fraction().clean(words) == number
    assert Fraction().clean(words.replace(",", ".")) == number


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Day(), "22.03."),
        (Day(), "31.02.2022"),
        (Day(), "22.03.1989"),
        (Day(), "2022-03-22 10:00:00"),
        (Clock(), "9"),
        (Clock(), "25:00"),
        (Number(), "-1"),
        (Number(), "²"),
        (Number(), "9" * 5000),
        (Number(), "1.5"),
        (Fraction(), "NaN"),
        (Fraction(), "1e5"),
        (Fraction(), "1.000,5"),
        (cell_of(Conference._meta.get_field("format")), "Brieftaube"),
    ],
)
def test_what_is_not_understood_gets_a_sentence(cell, words):
    with pytest.raises(ValueError, match=r"\w\."):
        cell.clean(words)


@pytest.mark.parametrize("words", ["vor-ort", "VOR-ORT", "Vor Ort", "vor ort"])
def test_a_choice_is_told_by_its_word_or_its_code(words):
    assert cell_of(Conference._meta.get_field("format")).clean(words) == "vor-ort"


def test_control_characters_of_a_cell_go():
    assert tidy("\x08 Eins\x0bzwei\ufffe\x85") == "Eins zwei"


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("Eins & zwei\n\nDrei", "<p>Eins &amp; zwei</p><p>Drei</p>"),
        ("<p>Eins</p><script>x</script>", "<p>Eins</p>"),
        ("<p></p>", ""),
    ],
)
def test_plain_text_becomes_paragraphs(words, markup):
    assert Markup().clean(words) == markup


@pytest.mark.parametrize(
    ("words", "code"), [("4109", "04109"), ("01067", "01067"), ("A-10", "A-10")]
)
def test_a_postal_code_gets_its_zero_back(words, code):
    assert PostalCode().clean(words) == code


def test_a_decimal_is_written_for_a_german_spreadsheet():
    assert text_of_cell(Fraction().render(Decimal("50.40000"))) == "50,4"
