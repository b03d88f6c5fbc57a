"""The reasons for refusing a document."""

DAMAGED, LOCKED, RUNS, LOADS, HOLDS = "damaged", "locked", "runs", "loads", "holds"


class Fault(Exception):
    """Raised if a document is refused, with the kind of fault and the offending part."""

    def __init__(self, kind, what=""):
        super().__init__(kind, what)
        self.kind, self.what = kind, what
