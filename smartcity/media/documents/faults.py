"""Why a document is refused."""

DAMAGED, LOCKED, RUNS, LOADS, HOLDS = "damaged", "locked", "runs", "loads", "holds"


class Fault(Exception):
    """Raised by whoever finds it: one of the words above, and what was found."""

    def __init__(self, kind, what=""):
        super().__init__(kind, what)
        self.kind, self.what = kind, what
