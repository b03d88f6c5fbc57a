"""Every public address once, with slugs that the facts in fixtures/ have too."""

LISTS = [
    "/konferenzen/",
    "/konferenzen/archiv/",
    "/konferenzen/kalender/2022/3/",
    "/konferenzen/karte/",
    "/modellprojekte/",
    "/wissen/",
]
FEEDS = ["/konferenzen.ics", "/themen/energie.ics", "/modellprojekte/ulm.ics"]
NEWS = ["/konferenzen.atom", "/wissen.atom", "/themen/energie.atom", "/modellprojekte/ulm.atom"]
TABLES = [
    "/konferenzen.csv",
    "/konferenzen/archiv.csv",
    "/modellprojekte.csv",
    "/wissen.csv",
    "/netzwerke.csv",
    "/themen.csv",
]
ADDRESSES = [
    "/",
    *LISTS,
    *NEWS,
    *TABLES,
    "/konferenzen/regionalkonferenz-03-2022/",
    "/konferenzen/regionalkonferenz-03-2022/vorlage/",
    "/konferenzen/regionalkonferenz-03-2022.ics",
    "/konferenzen.ics",
    "/konferenzen/aenderungen.atom",
    "/konferenzen/abonnieren/",
    "/suche/",
    "/suche/?q=Ulm",
    "/modellprojekte/ulm/",
    "/modellprojekte/ulm.ics",
    "/themen/",
    "/themen/energie/",
    "/themen/energie.ics",
    "/reihen/regionalkonferenzen/",
    "/reihen/regionalkonferenzen.ics",
    "/wissen/regionalkonferenz-ulm/",
    "/netzwerke/",
    "/netzwerke/urbane-digitale-zwillinge/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/api/v1/",
    "/sitemap.xml",
    "/sitemap-konferenzen-1.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/healthz",
    "/readyz",
]
# What programs ask; none of them is a page.
API = [
    "/api/v1/openapi.json",
    "/api/v1/conferences/",
    "/api/v1/conferences/regionalkonferenz-03-2022/",
    "/api/v1/projects/",
    "/api/v1/projects/ulm/",
    "/api/v1/themes/",
    "/api/v1/themes/energie/",
    "/api/v1/articles/",
    "/api/v1/articles/regionalkonferenz-ulm/",
    "/api/v1/networks/",
    "/api/v1/networks/urbane-digitale-zwillinge/",
]
