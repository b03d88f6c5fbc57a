"""What is looked at: every public page, and the states in which it looks different.

A new address of tests/addresses.py is among them by itself. The slugs are those of the facts and
examples, which the fixture `site` loads.
"""

from urllib.parse import urlsplit

from conferences.examples.loading import EXAMPLES
from tests.addresses import ADDRESSES, LISTS

FAILURE = "/fehler/"
WITHDRAWN = "zurueckgezogen"

LISTS_ASKED = [
    "/konferenzen/?format=virtuell&land=NW&thema=interkommunale-kooperation",
    "/konferenzen/?q=nirgends",
    "/konferenzen/?thema=nie&land=XX",
    "/konferenzen/?von=2022-02-30",
    "/konferenzen/archiv/?jahr=2022&format=virtuell&sortierung=datum",
    "/konferenzen/archiv/?seite=2",
    "/konferenzen/archiv/?q=nirgends",
    "/konferenzen/abonnieren/?thema=energie&land=NW",
    "/konferenzen/kalender/2022/4/?format=virtuell",
    "/konferenzen/karte/?land=NW",
    "/konferenzen/kalender/2022/4/?land=XX&thema=nie",
    "/konferenzen/karte/?q=nirgends",
    "/konferenzen/karte/?land=XX&thema=nie",
    "/modellprojekte/?art=landkreis&runde=2019",
    "/modellprojekte/?q=nirgends",
    "/wissen/?art=bericht&projekt=ulm",
    "/wissen/?q=nirgends",
    "/suche/?q=Energie",
    "/suche/?q=nirgends",
]
# Planned, moved, cancelled, without a date, running, hybrid, of several days …
EXAMPLE_PAGES = [f"/konferenzen/{example.slug}/" for example in EXAMPLES]
ERRORS = {"/gibt-es-nicht/": 404, f"/konferenzen/{WITHDRAWN}/": 410, FAILURE: 500}

PAGES = [
    *[address for address in ADDRESSES if urlsplit(address).path.endswith("/")],
    *LISTS_ASKED,
    *EXAMPLE_PAGES,
    *ERRORS,
]
# What shows something of the database; looked at once more when that is empty.
EMPTY = ["/", *LISTS, "/konferenzen/abonnieren/", "/themen/", "/netzwerke/"]
