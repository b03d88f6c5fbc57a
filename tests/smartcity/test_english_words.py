"""Dates and times follow the active language; calendars, search and the public log stay German."""

from datetime import date, time

import pytest
from django.utils import translation

from conferences.calendar.ical import entry_of
from conferences.models import Conference
from smartcity.content.values import in_words
from smartcity.templatetags import german
from smartcity.text import dates
from tests.factories import NOW, make_conference, make_series

ULM_DAY = date(2022, 3, 22)
NEXT_DAY = date(2022, 3, 23)
WORDS = [
    (dates.long_day, [ULM_DAY], "Tuesday, 22 March 2022", "Dienstag, 22. März 2022"),
    (dates.short_day, [ULM_DAY], "22 March 2022", "22. März 2022"),
    (dates.month_and_year, [ULM_DAY], "March 2022", "März 2022"),
    (
        dates.long_span,
        [ULM_DAY, NEXT_DAY],
        "Tuesday, 22 March to Wednesday, 23 March 2022",
        "Dienstag, 22. März, bis Mittwoch, 23. März 2022",
    ),
    (dates.short_span, [ULM_DAY, NEXT_DAY], "22 to 23 March 2022", "22. bis 23. März 2022"),
    (dates.clock, [time(10), time(15)], "10:00 to 15:00", "10:00 bis 15:00 Uhr"),
    (dates.clock, [time(13)], "from 13:00", "ab 13:00 Uhr"),
    (dates.moment_in_words, [NOW], "1 March 2022, 12:00", "1. März 2022, 12:00 Uhr"),
    (
        dates.moment_with_weekday,
        [NOW],
        "Tuesday, 1 March 2022, 12:00",
        "Dienstag, 1. März 2022, 12:00 Uhr",
    ),
    (german.grouped, [128928], "128,928", "128.928"),
    (german.day_and_month, [ULM_DAY], "22\xa0March", "22.\xa0März"),
    (german.clock, [time(10), time(15)], "10:00 to 15:00", "10:00 bis 15:00\xa0Uhr"),
    (
        german.short_span,
        [ULM_DAY, NEXT_DAY],
        "22 to 23\xa0March\xa02022",
        "22. bis 23.\xa0März\xa02022",
    ),
]


@pytest.mark.parametrize("index", range(len(WORDS)), ids=lambda index: WORDS[index][2])
def test_dates_and_times_follow_the_active_language(index):
    words_of, arguments, english, in_german = WORDS[index]

    with translation.override("en"):
        assert words_of(*arguments) == english
    assert words_of(*arguments) == in_german


def test_the_figure_of_a_card_follows_the_active_language():
    with translation.override("en"):
        english = german.date_words(ULM_DAY, NEXT_DAY)

    assert (english["figure"], english["month"]) == ("22–23", "March\xa02022")
    assert german.date_words(ULM_DAY, NEXT_DAY)["figure"] == "22.–23."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("times", "english", "in_german"),
    [
        ({}, "Tuesday and Wednesday", "Dienstag und Mittwoch"),
        (
            {"start_time": time(13), "end_time": time(14)},
            "Tuesday, 13:00 to Wednesday, 14:00",
            "Dienstag, 13:00\xa0Uhr, bis Mittwoch, 14:00\xa0Uhr",
        ),
    ],
)
def test_weekdays_follow_the_active_language(times, english, in_german):
    conference = make_conference(starts_on=ULM_DAY, ends_on=NEXT_DAY, **times)

    with translation.override("en"):
        assert german.weekdays_and_times(conference) == english
    assert german.weekdays_and_times(conference) == in_german


@pytest.mark.django_db
def test_numbers_in_a_series_follow_the_active_language():
    series = make_series(singular="Regionalkonferenz")
    conference = make_conference(series=series, number=3)

    with translation.override("en"):
        assert conference.ordinal == "Regionalkonferenz 3"
    assert conference.ordinal == "3. Regionalkonferenz"


@pytest.mark.django_db
def test_values_in_words_follow_the_active_language():
    with translation.override("en"):
        assert in_words(Conference, "starts_on", "2022-03-22") == "22 March 2022"
    assert in_words(Conference, "starts_on", "2022-03-22") == "22. März 2022"


def changed_conference():
    """Return a conference with a line in its public log, as its entries are built."""
    programme = [{"title": "Begrüßung", "starts": time(13)}]
    conference = make_conference(slug="ulm", start_time=time(13), programme=programme)
    conference.move(starts_on=date(2022, 4, 5), reason="Sturm.", now=NOW)
    return Conference.objects.for_entries().get(pk=conference.pk)


@pytest.mark.django_db
def test_what_is_stored_stays_german():
    with translation.override("en"):
        conference = changed_conference()
        entry = entry_of(conference)

    assert conference.changes.get().text == (
        "Neuer Termin: Dienstag, 5. April 2022, bisher: Dienstag, 22. März 2022."
    )
    assert "april" in conference.search_text
    assert bytes(conference.entry) == entry == entry_of(conference)
    assert "Beginn: ab 13:00 Uhr" in entry.decode().replace("\r\n ", "")


@pytest.mark.django_db
@pytest.mark.parametrize("is_stored", [True, False])
@pytest.mark.parametrize(
    "address", ["/konferenzen.ics?format=vor-ort", "/konferenzen/ulm.ics?programm=1"]
)
def test_calendars_stay_german(client, address, is_stored):
    changed_conference()
    if not is_stored:
        Conference.objects.invalidate(NOW)

    with translation.override("en"):
        in_english = client.get(address).content

    assert "Dienstag" in in_english.decode()
    assert client.get(address).content == in_english


@pytest.mark.django_db
def test_pages_follow_the_active_language(client):
    make_conference(slug="ulm", start_time=time(10), end_time=time(15))

    with translation.override("en"):
        page = client.get("/konferenzen/ulm/").content.decode()

    assert "März" not in page
    assert "22 March 2022" in page
