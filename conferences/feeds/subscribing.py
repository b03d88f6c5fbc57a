"""The canonical URL of a feed for ticked filters, and a QR code of its page."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from smartcity.outputs.qr import qr_code

# What the page offers to tick, and what it keeps of a list that leads to it; in their order.
TICKED = ["thema", "land", "projekt", "format", "reihe"]
KEPT = ["status", "anmeldung", "barrierefreiheit", "jahr", "von", "bis", "q"]
# In characters: the squares of a longer address are too small for the camera of a telephone.
LONGEST_QR_CODE = 500


class Subscription:
    """What was *asked* (ConferenceFilter) as one feed.

    Of a filter nothing is kept that nobody understands, unless all of it is: then its feed is
    empty, for without that filter it would hold more than was asked for.
    """

    def __init__(self, filterset):
        self.facets = [filterset.facet_without_counts(name) for name in TICKED]
        known = [(name, item.current) for name in KEPT for _, item in filterset.applied_by(name)]
        self.kept = known + filterset.not_understood
        self.query = query_of([*self.ticked, *self.kept])

    @property
    def ticked(self):
        """Return [(parameter, value)] of the ticked filters with current slugs."""
        chosen = [(facet.parameter, item) for facet in self.facets for item in facet.chosen]
        return [(name, item.current) for name, item in chosen]

    @property
    def address(self):
        path = settings.SITE_URL + reverse("conferences:feed")
        return f"{path}?{self.query}" if self.query else path

    @property
    def webcal_address(self):
        return f"webcal://{self.address.partition('://')[2]}"

    @property
    def page_address(self):
        path = settings.SITE_URL + reverse("conferences:subscribe")
        return f"{path}?{self.query}" if self.query else path

    @property
    def qr_code(self):
        """Return the QR code of the page: telephones import a calendar URL only once."""
        page = self.page_address
        return qr_code(page) if len(page) <= LONGEST_QR_CODE else ""


def query_of(chosen):
    """Return the canonical query of *chosen*, pairs (parameter, value) in any order."""
    # In other letters nobody understands a name, and its feed stays empty.
    order = {name: place for place, name in enumerate([*TICKED, *KEPT])}
    known = [(name, value.strip()) for name, value in chosen if name.casefold() in order]
    pairs = {(name, value) for name, value in known if value}
    return urlencode(sorted(pairs, key=lambda pair: (order[pair[0].casefold()], pair)))
