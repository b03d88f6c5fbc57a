"""The situations of which golden/ holds the calendar: what is made, and the moments expected."""

from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from conferences.models import Conference
from tests.factories import NOW, make_conference, make_project, make_theme, withdraw

LATER = NOW + timedelta(hours=1)
SOON = NOW + timedelta(hours=2)
MORNING = {"start_time": time(10), "end_time": time(15)}
HALL = {"venue": "Stadthalle", "street": "Markt 1", "postal_code": "89073", "city": "Ulm"}
ONLINE = {"format": Conference.Format.VIRTUAL, "public_link": "https://konferenz.example/anmeldung"}
DIFFICULT = 'Daten, Dörfer; Pfade \\ „Zitat" – Größe 🎉\x0bZweite\u2028Dritte Zeile'
PROGRAMME = [
    {"starts": time(10), "ends": time(10, 30), "title": "Begrüßung", "kind": "rahmen"},
    {"starts": time(11), "title": "Werkstatt", "track": "Raum 2", "speakers": "Stadt Ulm"},
    {"starts": time(13), "title": "Ausklang", "track": "Raum 2"},
    {"day": 2, "starts": time(9), "ends": time(12), "title": "Rundgang", "kind": "exkursion"},
]

# {name: (makes it and returns its address, [(start, end)] in UTC as programs must read them)}
CASES = {}


def golden(name, *periods):
    def register(make):
        CASES[name] = make, list(periods)
        return make

    return register


def uid_of(name):
    return uuid5(NAMESPACE_URL, name)


def announce(name, **fields):
    defaults = {"slug": name, "title": "Regionalkonferenz Ulm", "created_at": NOW}
    return make_conference(uid=uid_of(name), **defaults | HALL | fields)


def file_of(name, **fields):
    return announce(name, **fields).get_calendar_url()


def on(first, last=None, **fields):
    return {"starts_on": first, "ends_on": last} | fields


# By name: fields, and the period in UTC as programs must read it.
PLAIN = {
    "date-only": (on(date(2022, 3, 22)), ("2022-03-22", "2022-03-23")),
    "two-day": (on(date(2022, 3, 31), date(2022, 4, 1)), ("2022-03-31", "2022-04-02")),
    "begin-without-end": (
        on(date(2022, 3, 22), start_time=time(13)),
        ("2022-03-22", "2022-03-23"),
    ),
    "timed-winter": (
        on(date(2022, 11, 15), **MORNING),
        ("2022-11-15T09:00:00Z", "2022-11-15T14:00:00Z"),
    ),
    "timed-summer": (
        on(date(2022, 7, 5), **MORNING),
        ("2022-07-05T08:00:00Z", "2022-07-05T13:00:00Z"),
    ),
    "into-summer-time": (
        on(date(2022, 3, 26), date(2022, 3, 27), **MORNING),
        ("2022-03-26T09:00:00Z", "2022-03-27T13:00:00Z"),
    ),
    "into-winter-time": (
        on(date(2022, 10, 29), date(2022, 10, 30), **MORNING),
        ("2022-10-29T08:00:00Z", "2022-10-30T14:00:00Z"),
    ),
    "until-midnight": (
        on(date(2022, 3, 22), start_time=time(18), end_time=time(0)),
        ("2022-03-22T17:00:00Z", "2022-03-22T23:00:00Z"),
    ),
    # The hour is skipped, or comes twice, while the event goes on.
    "day-of-23-hours": (
        on(date(2022, 3, 27), start_time=time(1, 30), end_time=time(3, 30)),
        ("2022-03-27T00:30:00Z", "2022-03-27T01:30:00Z"),
    ),
    "day-of-25-hours": (
        on(date(2022, 10, 30), start_time=time(1, 30), end_time=time(3, 30)),
        ("2022-10-29T23:30:00Z", "2022-10-30T02:30:00Z"),
    ),
    "days-on-day-of-23-hours": (on(date(2022, 3, 27)), ("2022-03-27", "2022-03-28")),
    "days-on-day-of-25-hours": (on(date(2022, 10, 30)), ("2022-10-30", "2022-10-31")),
    "virtual": (
        {**ONLINE, "venue": "", "street": "", "postal_code": "", "city": "", "host_region": "Ulm"},
        ("2022-03-22", "2022-03-23"),
    ),
    "hybrid": (
        {**ONLINE, "format": Conference.Format.HYBRID, "latitude": "48.4", "longitude": "9.99"},
        ("2022-03-22", "2022-03-23"),
    ),
    "confirmed": ({"status": Conference.Status.CONFIRMED}, ("2022-03-22", "2022-03-23")),
    "difficult-characters": (
        {"title": DIFFICULT, "teaser": DIFFICULT, "venue": DIFFICULT},
        ("2022-03-22", "2022-03-23"),
    ),
    "long-description": (
        {"text": f"<p>{('Grüße an Dörfer, Städte & Kreise – ' * 60)[:2000]}</p>"},
        ("2022-03-22", "2022-03-23"),
    ),
}

for name, (fields, period) in PLAIN.items():
    golden(name, period)(lambda name=name, fields=fields: file_of(name, **fields))


@golden("cancelled", ("2022-03-22", "2022-03-23"))
def cancelled():
    conference = announce("cancelled")
    conference.cancel(now=LATER, reason="Hochwasser.")
    return conference.get_calendar_url()


@golden("moved", ("2022-04-05T08:00:00Z", "2022-04-05T13:00:00Z"))
def moved():
    conference = announce("moved", **MORNING)
    conference.move(starts_on=date(2022, 4, 5), now=LATER, reason="Der Saal war vergeben.")
    return conference.get_calendar_url()


@golden("date-open", ("2022-03-22", "2022-03-23"))
def date_open():
    conference = announce("date-open")
    conference.leave_date_open(now=LATER, reason="Der Saal fehlt noch.")
    return conference.get_calendar_url()


@golden("withdrawn", ("2022-03-22", "2022-03-23"))
def withdrawn():
    conference = announce("withdrawn", teaser="Was niemand mehr lesen soll.")
    withdraw(conference, now=LATER)
    return conference.get_calendar_url()


@golden(
    "programme",
    ("2022-03-26T09:00:00Z", "2022-03-27T13:00:00Z"),
    ("2022-03-26T09:00:00Z", "2022-03-26T09:30:00Z"),
    ("2022-03-26T10:00:00Z", "2022-03-26T12:00:00Z"),
    ("2022-03-27T07:00:00Z", "2022-03-27T10:00:00Z"),
)
def programme():
    items = [{"uid": uid_of(item["title"]), **item} for item in PROGRAMME]
    days = on(date(2022, 3, 26), date(2022, 3, 27), **MORNING)
    return file_of("programme", programme=items, **days) + "?programm=1"


@golden(
    "feed",
    ("2022-03-22", "2022-03-23"),
    ("2022-03-22", "2022-03-23"),
    ("2022-03-22T09:00:00Z", "2022-03-22T14:00:00Z"),
    ("2022-04-05T08:00:00Z", "2022-04-05T13:00:00Z"),
)
def feed():
    theme = make_theme(name="Klimaschutz, Klimaanpassung und Resilienz", slug="klima")
    host = make_project(name="Ulm", slug="ulm", laender=["BW"])
    announce("past", themes=[theme], hosts=[host], **MORNING)
    moved()
    cancelled()
    withdrawn()
    return "/konferenzen.ics"


@golden("feed-empty")
def feed_without_a_match():
    announce("elsewhere")
    make_theme(name="Mobilität", slug="mobilitaet")
    return "/konferenzen.ics?thema=mobilitaet&land=NW&format=virtuell"
