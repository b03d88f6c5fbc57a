from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import icalendar
import pytest

from conferences.calendar.ical import entry_of, single_file
from conferences.models import Conference
from tests.factories import make_conference, make_project, make_theme

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
Format, Status = Conference.Format, Conference.Status


def event_of(conference):
    """The one event of the file, read strictly."""
    calendar = icalendar.Calendar.from_ical(single_file(fresh_entry(conference)))
    (event,) = calendar.events
    assert not event.errors
    return event


def fresh_entry(conference):
    return entry_of(Conference.objects.for_entries().get(pk=conference.pk))


def test_a_day_without_times_is_a_whole_day_that_ends_on_the_next():
    event = event_of(make_conference(starts_on=date(2022, 3, 22)))

    assert (event.start, event.end) == (date(2022, 3, 22), date(2022, 3, 23))


def test_two_days_over_the_end_of_a_month():
    event = event_of(make_conference(starts_on=date(2022, 3, 31), ends_on=date(2022, 4, 1)))

    assert (event.start, event.end) == (date(2022, 3, 31), date(2022, 4, 2))


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2022, 3, 26), 9),
        (date(2022, 3, 27), 8),
        (date(2022, 3, 31), 8),
        (date(2022, 10, 29), 8),
        (date(2022, 10, 30), 9),
    ],
)
def test_times_are_those_of_berlin_on_both_sides_of_the_clock_change(day, hour_in_utc):
    event = event_of(make_conference(starts_on=day, start_time=time(10), end_time=time(15)))

    assert event.start == datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN)
    assert event.start.astimezone(UTC).hour == hour_in_utc
    assert str(event.get("dtstart").params["TZID"]) == "Europe/Berlin"


def test_a_begin_without_an_end_is_a_whole_day_and_the_begin_stands_in_the_text():
    event = event_of(make_conference(starts_on=date(2023, 10, 4), start_time=time(13)))

    assert (event.start, event.end) == (date(2023, 10, 4), date(2023, 10, 5))
    assert "Beginn: ab 13:00 Uhr" in event["description"].splitlines()


def test_a_file_with_times_carries_the_constant_timezone():
    file = single_file(
        fresh_entry(make_conference(start_time=time(10), end_time=time(15)))
    ).decode()

    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n" in file
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n" in file
    assert "RDATE" not in file


def test_a_file_with_days_only_carries_no_timezone_and_nothing_of_a_feed():
    file = single_file(fresh_entry(make_conference())).decode()

    names = [line.partition(":")[0] for line in file.splitlines()[:5]]

    assert names == ["BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN"]
    assert "METHOD" not in file


def test_lines_are_folded_at_75_octets_within_no_character():
    title = "Grüße aus Köln – 🎉 " * 9
    file = single_file(fresh_entry(make_conference(title=title[:200], teaser="ä€🎉" * 60)))

    lines = file.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() or True for line in lines)
    assert b"\n" not in file.replace(b"\r\n", b"")


def test_every_kind_of_line_break_and_control_character_is_cleaned_from_text():
    dirty = "Eins\x0bZwei\u2028Drei\x85Vier\x07\u202eFünf\u200f"
    event = event_of(make_conference(title=dirty, teaser=dirty))

    assert event["summary"] == "Eins Zwei Drei VierFünf"
    assert event["description"].splitlines()[:4] == ["Eins", "Zwei", "Drei", "VierFünf"]


def test_special_characters_come_back_as_they_were():
    title = 'Daten, Dörfer; Pfade \\ „Zitat" – 50 %: ja?'

    assert event_of(make_conference(title=title))["summary"] == title


def test_a_virtual_conference_is_online_and_names_no_venue():
    event = event_of(
        make_conference(
            format=Format.VIRTUAL, host_region="Ulm", public_link="https://example.org/stream"
        )
    )

    assert event["location"] == "Online"
    assert event["conference"] == "https://example.org/stream"
    assert event["conference"].params["VALUE"] == "URI"
    assert "https://example.org/stream" in event["description"]


def test_a_hybrid_conference_has_its_address_and_its_link():
    event = event_of(
        make_conference(
            format=Format.HYBRID,
            venue="Stadthalle",
            street="Weg 1",
            postal_code="32756",
            city="Detmold",
            public_link="https://example.org/anmeldung",
        )
    )

    assert event["location"] == "Stadthalle, Weg 1, 32756 Detmold"
    assert event["conference"] == "https://example.org/anmeldung"


@pytest.mark.parametrize(
    ("status", "expected", "transparency", "summary"),
    [
        (Status.PLANNED, "TENTATIVE", None, "Titel"),
        (Status.CONFIRMED, "CONFIRMED", None, "Titel"),
        (Status.OPEN, "TENTATIVE", "TRANSPARENT", "Termin offen: Titel"),
        (Status.CANCELLED, "CANCELLED", "TRANSPARENT", "Abgesagt: Titel"),
    ],
)
def test_the_status_is_told_in_words_and_for_programs(status, expected, transparency, summary):
    event = event_of(make_conference(title="Titel", status=status))

    told = (event["status"], event.get("transp"), event["summary"])
    assert told == (expected, transparency, summary)
    free = "FREE" if transparency else None
    assert event.get("x-microsoft-cdo-busystatus") == free


def test_a_moved_conference_names_its_old_date_first():
    event = event_of(make_conference(moved_from=date(2022, 2, 3), teaser="Worum es geht."))

    assert (
        event["description"].splitlines()[0] == "Verschoben, bisher: Donnerstag, 3. Februar 2022."
    )


def test_a_withdrawn_conference_keeps_its_date_and_says_nothing_else():
    conference = make_conference(title="Geheim", teaser="Geheim", city="Geheim", venue="Geheim")
    conference.withdraw(conference.published_at)
    conference.save()

    event = event_of(conference)

    assert event["summary"] == "Abgesagt"
    assert (event["status"], event.start) == ("CANCELLED", conference.starts_on)
    assert "Geheim" not in fresh_entry(conference).decode()
    assert "location" not in event
    assert "description" not in event


def test_themes_stand_in_one_line_without_commas():
    themes = [make_theme(name="Klimaschutz, Klimaanpassung"), make_theme(name="Energie")]
    entry = fresh_entry(make_conference(themes=themes)).decode()

    lines = [line for line in entry.splitlines() if line.startswith("CATEGORIES")]

    assert lines == ["CATEGORIES:Energie,Klimaschutz / Klimaanpassung"]


def test_the_description_names_programme_and_hosts_and_ends_with_the_address():
    conference = make_conference(
        slug="ulm",
        teaser="Worum es geht.",
        hosts=[make_project(name="Ulm")],
        registration_deadline=date(2022, 3, 15),
        programme=[{"starts": time(10), "ends": time(11), "title": "Begrüßung"}],
    )

    lines = event_of(conference)["description"].splitlines()

    assert lines[0] == "Worum es geht."
    assert "Gastgeber: Ulm" in lines
    assert "Anmeldung bis: Dienstag, 15. März 2022" in lines
    assert "10:00 bis 11:00 Uhr: Begrüßung" in lines
    assert lines[-1] == "https://katalog.example/konferenzen/ulm/"


def test_rich_text_becomes_plain_text_with_its_links():
    text = (
        '<h2>Ziel</h2><p>Ein <strong>Satz</strong> &amp; <a href="https://x.example/">Link</a>.</p>'
    )

    description = event_of(make_conference(text=text))["description"]

    assert "Ziel\n\nEin Satz & Link (https://x.example/)." in description


def test_a_very_long_text_is_cut_at_about_eight_kilobytes():
    event = event_of(make_conference(text=f"<p>{'Wörter ' * 4000}</p>"))

    assert 7000 < len(event["description"].encode()) < 8200
    assert event["description"].splitlines()[-1].startswith("https://katalog.example/")


def test_coordinates_are_told_only_where_they_are_known():
    at_a_point = make_conference(latitude="48.39841", longitude="9.99155")

    assert event_of(at_a_point)["geo"].to_ical() == "48.39841;9.99155"
    assert "geo" not in event_of(make_conference())


def test_two_builds_of_one_conference_are_the_same_bytes():
    conference = make_conference(themes=[make_theme(), make_theme()])

    assert fresh_entry(conference) == fresh_entry(conference) == bytes(conference.entry)


def test_a_backslash_before_an_n_breaks_no_line():
    conference = make_conference(
        title=r"Unter \\FS01\Netz", teaser=r"Pfad: K:\Neu\nord, Teil; Ende", city=r"Haus\Nord"
    )
    lines = fresh_entry(conference).replace(b"\r\n ", b"").decode().split("\r\n")

    assert r"SUMMARY:Unter \\\\FS01\\Netz" in lines
    assert r"LOCATION:Haus\\Nord" in lines
    assert any(
        line.startswith(r"DESCRIPTION:Pfad: K:\\Neu\\nord\, Teil\; Ende\n") for line in lines
    )
