"""How calendar programs read an answer: strictly, and every moment as UTC.

Two readers, icalendar and ical.js (which Thunderbird is built on).
"""

from datetime import UTC, datetime

import icalendar

from tests.node import answer_of


def calendar_in(content):
    """The calendar in these bytes, if all of it is well-formed."""
    text = content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert not {"\r", "\n"} & set(text.replace("\r\n", ""))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (calendar,) = icalendar.Calendar.from_ical(content, multiple=True)
    assert [component.errors for component in calendar.walk() if component.errors] == []
    return calendar


def events_in(response):
    """{summary: event}"""
    return {str(event["summary"]): event for event in calendar_in(response.getvalue()).events}


def events_by_icalendar(content):
    return [
        {
            "uid": str(event["uid"]),
            "sequence": event["sequence"],
            "status": str(event["status"]),
            "summary": str(event["summary"]),
            "start": moment(event["dtstart"].dt),
            "end": moment(event["dtend"].dt),
        }
        for event in calendar_in(content).events
    ]


def moment(value):
    """“2022-03-22” for a day, “2022-03-22T09:00:00Z” for a time."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat()


def events_by_icaljs(content):
    return answer_of("icaljs.mjs", needs="ical.js", given=content)
