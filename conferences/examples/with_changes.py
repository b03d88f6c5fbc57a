"""Examples of what readers must notice at once. All of it is invented and says so."""

from datetime import time

from conferences.models import Conference

from .days import MONDAY, TUESDAY, WEDNESDAY, in_days, in_weeks
from .example import IN_A_HALL, KTS, NOTE, Example

STATUS = Conference.Status


def cancel_for_want_of_speakers(conference, now, today):
    conference.cancel(now=now, reason="Zwei Vortragende sind verhindert.")


def move_by_three_weeks(conference, now, today):
    conference.move(
        starts_on=in_weeks(8, MONDAY)(today),
        start_time=time(9, 30),
        now=now,
        reason="Der Saal wird für eine Wahl gebraucht.",
    )


def leave_date_open(conference, now, today):
    conference.leave_date_open(now=now, reason="Der Saal steht nicht zur Verfügung.")


CANCELLED = Example(
    slug="beispiel-klimadaten",
    dates={"starts_on": in_weeks(3, TUESDAY)},
    themes=["klima-resilienz"],
    hosts=["gera"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Klimadaten für die Stadtplanung",
        "teaser": "Die Veranstaltung fällt aus. Ein neuer Termin ist nicht vorgesehen.",
        "text": f"{NOTE}<p>Geplant war ein Tag über Messnetze, Hitzekarten und Starkregen.</p>",
        "status": STATUS.PLANNED,
        "start_time": time(10),
        "end_time": time(16),
        "city": "Gera",
        "land": "TH",
        "host": "Stadt Gera",
    },
    since=cancel_for_want_of_speakers,
)

MOVED = Example(
    slug="beispiel-beteiligung",
    dates={"starts_on": in_weeks(5, MONDAY), "confirmed_on": in_days(0)},
    themes=["buergerbeteiligung", "kommunikation"],
    hosts=["wolfsburg"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Beteiligung mit digitalen Werkzeugen",
        "teaser": "Karten, Umfragen, Abstimmungen: Welches Werkzeug passt zu welcher Frage?",
        "text": f"{NOTE}<p>Wer sich für den früheren Termin angemeldet hat, braucht nichts zu tun. "
        "Die Anmeldung gilt weiter.</p>",
        "status": STATUS.CONFIRMED,
        "start_time": time(9),
        "end_time": time(13),
        "city": "Wolfsburg",
        "land": "NI",
        "host": "Stadt Wolfsburg",
        "organiser": KTS,
    },
    since=move_by_three_weeks,
)

DATE_OPEN = Example(
    slug="beispiel-dorfmitte",
    dates={"starts_on": in_weeks(4, TUESDAY)},
    themes=["smarte-regionen"],
    hosts=["barleben"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Digitale Dorfmitte",
        "teaser": "Der geplante Termin lässt sich nicht halten, ein neuer wird gesucht.",
        "text": f"{NOTE}<p>Es geht um Treffpunkte im Ort und um die Frage, was ein Bildschirm am "
        "Dorfplatz bringt. Sobald der neue Termin feststeht, erscheint er hier.</p>",
        "status": STATUS.PLANNED,
        "city": "Barleben",
        "land": "ST",
        "host": "Gemeinde Barleben",
    },
    since=leave_date_open,
)

NO_DATE_YET = Example(
    slug="beispiel-city-apps",
    themes=["city-apps"],
    hosts=["wuerzburg"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Austausch zu City-Apps",
        "teaser": "Ein Austausch ist vorgesehen, ein Termin noch nicht vereinbart.",
        "text": f"{NOTE}<p>Eine App oder viele? Kommunen vergleichen Aufwand und Nutzen.</p>",
        "status": STATUS.OPEN,
        "city": "Würzburg",
        "land": "BY",
        "host": "Stadt Würzburg",
    },
)

CLOSING_TOMORROW = Example(
    slug="beispiel-verstetigung",
    dates={
        "starts_on": in_weeks(2, WEDNESDAY),
        "registration_deadline": in_days(1),
        "confirmed_on": in_days(0),
    },
    themes=["verstetigung", "monitoring-wirkungsmessung"],
    hosts=["bochum"],
    accessibility=["stufenlos"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Nach der Förderung weitermachen",
        "teaser": "Was bleibt, wenn die Förderung endet? Die Anmeldung schließt bald.",
        "text": f"{NOTE}<p>Drei Kommunen legen offen, welche Lösungen sie weiterführen, welche "
        "nicht und woran sie das entschieden haben.</p>",
        "status": STATUS.CONFIRMED,
        "start_time": time(10),
        "end_time": time(16, 30),
        "city": "Bochum",
        "land": "NW",
        "host": "Stadt Bochum",
        "organiser": KTS,
        "public_link": "https://example.org/verstetigung",
        "audience": "Projektleitungen in Kommunen",
        "cost": "kostenfrei",
    },
)

WITH_CHANGES = [CANCELLED, MOVED, DATE_OPEN, NO_DATE_YET, CLOSING_TOMORROW]
