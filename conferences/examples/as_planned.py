"""Examples that take place as planned. All of it is invented and says so."""

from datetime import time

from conferences.models import Conference, Document

from .days import FRIDAY, THURSDAY, TUESDAY, WEDNESDAY, in_days, in_weeks
from .example import IN_A_HALL, KTS, NOTE, Example
from .programme import PROGRAMME

FORMAT, STATUS, KIND = Conference.Format, Conference.Status, Document.Kind


DATE_ONLY = Example(
    slug="beispiel-offene-daten",
    dates={"starts_on": in_weeks(3, WEDNESDAY)},
    themes=["datenstrategie-souveraenitaet", "urbane-datenplattformen"],
    hosts=["detmold"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Offene Daten in der Verwaltung",
        "teaser": "Welche Daten darf eine Kommune veröffentlichen, und wer kümmert sich darum?",
        "text": f"{NOTE}<p>Die Teilnehmenden sehen sich an, wie aus einer Liste in der Verwaltung "
        "ein offener Datensatz wird. Die Uhrzeit steht noch nicht fest.</p>",
        "status": STATUS.PLANNED,
        "city": "Detmold",
        "land": "NW",
        "host": "Stadt Detmold",
    },
)

TWO_DAYS = Example(
    slug="beispiel-mobilitaet",
    dates={
        "starts_on": in_weeks(6, TUESDAY),
        "ends_on": in_weeks(6, WEDNESDAY),
        "confirmed_on": in_days(0),
    },
    themes=["mobilitaet", "smarte-regionen"],
    hosts=["kassel"],
    accessibility=["stufenlos", "induktion"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Mobilität zwischen Stadt und Land",
        "teaser": "Zwei Tage über Verkehrsdaten, Rufbusse und kurze Wege zum Bahnhof.",
        "text": f"{NOTE}<p>Der erste Tag gehört den Vorträgen, der zweite dem Austausch in "
        "kleinen Gruppen. Beide Tage lassen sich einzeln besuchen.</p>",
        "status": STATUS.CONFIRMED,
        "start_time": time(10),
        "end_time": time(15, 30),
        "city": "Kassel",
        "land": "HE",
        "host": "Stadt Kassel",
        "organiser": KTS,
        "cost": "kostenfrei",
    },
)

VIRTUAL = Example(
    slug="beispiel-sprechstunde-kooperation",
    dates={
        "starts_on": in_weeks(2, THURSDAY),
        "registration_deadline": in_weeks(2, WEDNESDAY),
        "confirmed_on": in_days(0),
    },
    themes=["interkommunale-kooperation"],
    hosts=["lemgo-kalletal"],
    accessibility=["schriftdolmetschen", "untertitel"],
    fields={
        "title": "Beispiel: Sprechstunde zur interkommunalen Kooperation",
        "teaser": "Neunzig Minuten online: Kommunen fragen, Kommunen antworten.",
        "text": f"{NOTE}<p>Bringen Sie eine Frage aus Ihrem Alltag mit. Zu Beginn berichten zwei "
        "Kommunen, wie sie Aufgaben und Kosten untereinander aufteilen.</p>",
        "format": FORMAT.VIRTUAL,
        "status": STATUS.CONFIRMED,
        "start_time": time(14),
        "end_time": time(15, 30),
        "host_region": "Lemgo und Kalletal",
        "land": "NW",
        "organiser": KTS,
        "public_link": "https://example.org/sprechstunde",
        "audience": "Beschäftigte in Kommunen, mit und ohne Förderung",
        "cost": "kostenfrei",
    },
)

HYBRID = Example(
    slug="beispiel-digitale-zwillinge",
    dates={
        "starts_on": in_weeks(4, THURSDAY),
        "registration_deadline": in_weeks(3, FRIDAY),
        "confirmed_on": in_days(0),
    },
    themes=["urbane-digitale-zwillinge", "urbane-datenplattformen", "klima-resilienz"],
    hosts=["jena"],
    accessibility=["stufenlos", "schriftdolmetschen", "gebaerdensprache", "untertitel"],
    programme=PROGRAMME,
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Urbane Digitale Zwillinge in der Praxis",
        "teaser": "Vor Ort in Jena und im Stream: was Stadtmodelle leisten und was sie kosten.",
        "text": f"{NOTE}<p>Ein digitaler Zwilling hilft nur, wenn ihn die Fachämter nutzen. "
        "Deshalb kommen an diesem Tag Planung, Umweltamt und Datenstelle zu Wort.</p>"
        "<h2>Teilnahme</h2><p>Sie können vor Ort dabei sein oder im Stream zusehen. Fragen "
        "stellen Sie auf beiden Wegen.</p>",
        "format": FORMAT.HYBRID,
        "status": STATUS.CONFIRMED,
        "start_time": time(9, 30),
        "end_time": time(16),
        "city": "Jena",
        "land": "TH",
        "host": "Stadt Jena",
        "organiser": KTS,
        "public_link": "https://example.org/digitale-zwillinge",
        "audience": "Fachämter für Planung, Umwelt und Daten; auch Kommunen ohne Förderung",
        "cost": "kostenfrei, Anreise auf eigene Rechnung",
        "contact_office": "Stadt Jena",
        "contact_email": "beispiel@example.org",
    },
)

RUNNING = Example(
    slug="beispiel-smart-city-woche",
    dates={"starts_on": in_days(0), "ends_on": in_days(4), "confirmed_on": in_days(0)},
    themes=["buergerbeteiligung", "digitale-teilhabe"],
    hosts=["ulm"],
    accessibility=["stufenlos", "assistenzhund"],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Smart-City-Woche",
        "teaser": "Fünf Tage offene Türen: Projekte zum Anfassen, Nachfragen und Mitmachen.",
        "text": f"{NOTE}<p>An jedem Tag stellt sich ein anderes Projekt vor. Kommen Sie, wann es "
        "Ihnen passt; eine Anmeldung ist nicht nötig.</p>",
        "status": STATUS.CONFIRMED,
        "city": "Ulm",
        "land": "BW",
        "host": "Stadt Ulm",
        "cost": "kostenfrei",
    },
)

WITH_DOCUMENTS = Example(
    slug="beispiel-digitale-kompetenzen",
    dates={"starts_on": in_weeks(5, THURSDAY)},
    themes=["bildung", "digitale-teilhabe"],
    hosts=["darmstadt"],
    documents=[
        {"kind": KIND.INVITATION, "title": "Einladung"},
        {
            "kind": KIND.SLIDES,
            "title": "Folien zur Einführung",
            "link": "https://example.org/folien",
            "licence": "CC BY 4.0",
        },
    ],
    fields=IN_A_HALL
    | {
        "title": "Beispiel: Digitale Kompetenzen für alle",
        "teaser": "Lernorte, Sprechstunden, Kurse: Wie erreicht eine Kommune alle Generationen?",
        "text": f"{NOTE}<p>Bibliothek, Volkshochschule und Seniorenbüro berichten. Die Unterlagen "
        "zur Vorbereitung stehen schon bereit.</p>",
        "status": STATUS.PLANNED,
        "start_time": time(13),
        "city": "Darmstadt",
        "land": "HE",
        "host": "Wissenschaftsstadt Darmstadt",
    },
)

AS_PLANNED = [DATE_ONLY, TWO_DAYS, VIRTUAL, HYBRID, RUNNING, WITH_DOCUMENTS]
