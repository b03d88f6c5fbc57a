"""What generated titles, texts and places are put together from."""

SUBJECTS = [
    *["Bürgerbeteiligung", "Datenplattformen", "Digitale Zwillinge", "Hitzeschutz", "Mobilität"],
    *["Open Data", "Pflege und Gesundheit", "Sensornetze", "Smarte Beleuchtung", "Verstetigung"],
    *[
        "Energie im Quartier",
        "Digitale Bildung",
        "City-Apps",
        "Starkregenvorsorge",
        "Kommunikation",
    ],
]
SETTINGS = [
    *["auf dem Land", "im Landkreis", "im Quartier", "in der Innenstadt", "in der Region"],
    *["in kleinen Gemeinden", "in Mittelstädten", "in Großstädten", "über Grenzen hinweg"],
]
ANGLES = [
    *[
        "Erfahrungen aus der Praxis",
        "Fragen und Antworten",
        "gemeinsam planen",
        "Kosten und Nutzen",
    ],
    *["Schritt für Schritt", "Werkzeuge im Vergleich", "Wissen weitergeben", "Zwischenbilanz"],
]
SENTENCES = [
    "Die Teilnehmenden vergleichen, was in ihrer Kommune gelungen ist und was nicht.",
    "Zwei Fachämter zeigen, wie sie Daten zusammenführen und wer sie pflegt.",
    "Am Nachmittag arbeiten kleine Gruppen an eigenen Beispielen weiter.",
    "Auch Kommunen ohne Förderung sind eingeladen.",
    "Es geht um Zuständigkeiten, um Kosten und um die Zeit nach der Erprobung.",
    "Die Ergebnisse stehen danach allen offen.",
]
ITEMS = [
    *["Begrüßung", "Einführung", "Bericht aus der Praxis", "Fragen an das Podium"],
    *["Werkstatt", "Gespräch an Tischen", "Rundgang", "Ausblick"],
]
# City, Land, latitude, longitude: one for each Land and some more.
PLACES = [
    ("Ulm", "BW", "48.39841", "9.99155"),
    ("Konstanz", "BW", "47.66033", "9.17582"),
    ("Regensburg", "BY", "49.01513", "12.10161"),
    ("Würzburg", "BY", "49.79391", "9.95121"),
    ("Berlin", "BE", "52.52437", "13.41053"),
    ("Cottbus", "BB", "51.75769", "14.32888"),
    ("Bremen", "HB", "53.07516", "8.80777"),
    ("Hamburg", "HH", "53.55073", "9.99302"),
    ("Kassel", "HE", "51.31667", "9.50000"),
    ("Rostock", "MV", "54.08870", "12.14049"),
    ("Hannover", "NI", "52.37052", "9.73322"),
    ("Osnabrück", "NI", "52.27264", "8.04980"),
    ("Bochum", "NW", "51.48165", "7.21648"),
    ("Köln", "NW", "50.93333", "6.95000"),
    ("Münster", "NW", "51.96236", "7.62571"),
    ("Kaiserslautern", "RP", "49.44300", "7.77161"),
    ("Saarbrücken", "SL", "49.23262", "7.00982"),
    ("Dresden", "SN", "51.05089", "13.73832"),
    ("Halle (Saale)", "ST", "51.48158", "11.97947"),
    ("Kiel", "SH", "54.32133", "10.13489"),
    ("Jena", "TH", "50.92878", "11.58990"),
]


def title(random):
    words = random.choice(SUBJECTS), random.choice(SETTINGS), random.choice(ANGLES)
    return "Beispiel: {} {}, {}".format(*words)


def text(random, paragraphs):
    return "".join(
        f"<p>{' '.join(random.sample(SENTENCES, random.randint(2, 4)))}</p>"
        for _ in range(paragraphs)
    )
