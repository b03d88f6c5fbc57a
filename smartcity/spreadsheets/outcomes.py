"""The outcome of an import or its trial, row by row, carried from one request to the next."""

import hashlib
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from smartcity.content.proposals import pieces

from .sheets import Fault

# Nobody reads more of them; all are counted.
SHOWN_ROWS = 500
# From so many on, others notice that an import is written.
MANY_ROWS = 100


@dataclass(frozen=True)
class CellDifference:
    label: str
    old: str
    new: str

    @property
    def old_pieces(self):
        return pieces(self.old, self.new)

    @property
    def new_pieces(self):
        return pieces(self.new, self.old)


@dataclass(frozen=True)
class OutcomeRow:
    number: int
    name: str
    is_new: bool
    differences: list


@dataclass
class Outcome:
    # Rows of the table that can be read, and how many of them were looked at.
    total: int
    looked_at: int = 0
    faults: list = field(default_factory=list)
    # What the file is: its encoding, its sheet.
    notes: list = field(default_factory=list)
    # The first of those that are new or different.
    rows: list = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    wrong: int = 0
    # More was wrong than anybody reads: the rest was not looked at.
    is_cut_off: bool = False
    is_kept: bool = False
    # Of all rows that are new or different.
    fingerprint: str = ""
    # What only one row may be about or hold: its keys.
    seen: dict = field(default_factory=dict)

    @classmethod
    def of(cls, sheet):
        return cls(total=len(sheet.rows), faults=list(sheet.faults), notes=list(sheet.notes))

    @classmethod
    def from_state(cls, state):
        rows = [
            OutcomeRow(
                **row
                | {
                    "differences": [
                        CellDifference(**difference) for difference in row["differences"]
                    ]
                }
            )
            for row in state["rows"]
        ]
        faults = [Fault(**fault) for fault in state["faults"]]
        return cls(**state | {"rows": rows, "faults": faults})

    @property
    def state(self):
        """Return the outcome as JSON data, which `from_state` reads."""
        return asdict(self)

    def add(self, row):
        content = (
            row.number,
            row.is_new,
            [(difference.label, difference.old, difference.new) for difference in row.differences],
        )
        self.fingerprint = hashlib.sha256(f"{self.fingerprint}{content}".encode()).hexdigest()
        self.new += row.is_new
        self.changed += not row.is_new
        if len(self.rows) < SHOWN_ROWS:
            self.rows.append(row)

    @property
    def is_open(self):
        """Whether rows remain to be tried."""
        return self.looked_at < self.total and not self.is_cut_off

    @property
    def can_be_kept(self):
        return bool(self.rows) and not (self.is_open or self.faults)

    @property
    def not_shown(self):
        return self.new + self.changed - len(self.rows)

    @property
    def has_many_rows(self):
        return self.new + self.changed >= MANY_ROWS

    @property
    def summary(self):
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        return _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % counts
