"""The programme of the one example that has a full one."""

from datetime import time

from conferences.models import ProgrammeItem

KIND = ProgrammeItem.Kind
MODELS, DATA = "Raum A: Stadtmodelle", "Raum B: Daten"


def item(starts, ends, kind, title, **more):
    return {"starts": starts, "ends": ends, "kind": kind, "title": title, **more}


PROGRAMME = [
    item(time(9, 30), time(9, 45), KIND.OPENING, "Begrüßung", speakers="Stadt Jena"),
    item(
        *[time(9, 45), time(10, 30), KIND.TALK, "Was ein Stadtmodell kann und was nicht"],
        speakers="Koordinierungs- und Transferstelle (KTS)",
        text="Eine Einführung ohne Fachwörter.",
    ),
    item(time(10, 30), time(11), KIND.BREAK, "Pause"),
    item(
        *[time(11), time(12, 15), KIND.WORKSHOP, "Hitze im Quartier sichtbar machen"],
        track=MODELS,
        speakers="Stadt Jena, Umwelt",
    ),
    item(
        *[time(11), time(12, 15), KIND.WORKSHOP, "Welche Daten ein Zwilling braucht"],
        track=DATA,
        speakers="Stadt Gera, Daten",
    ),
    item(time(12, 15), time(13, 15), KIND.BREAK, "Mittagspause"),
    item(
        *[time(13, 15), time(14, 15), KIND.PANEL, "Wer bezahlt den Betrieb?"],
        speakers="Stadt Jena; Stadt Ulm; Landkreis Kusel",
    ),
    item(
        *[time(14, 15), time(15, 30), KIND.MARKET, "Modelle zum Ausprobieren"],
        text="An vier Tischen zeigen Kommunen ihre Modelle.",
    ),
    item(time(15, 30), time(16), KIND.OPENING, "Ausblick", speakers="Stadt Jena"),
]
