"""Find fields of Word that start programs or load from elsewhere."""

import re

from .faults import LOADS, RUNS, Fault

NAME = re.compile(r'[\s"=]*(\w+)')
RUNNING = {"DDE", "DDEAUTO", "CONTROL", "HTMLACTIVEX"}
LOADING = {"DATABASE", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"}


class Fields:
    """The open fields of one part, whose instructions may be split into many elements."""

    def __init__(self):
        # The instruction of each open field; None after its end.
        self.open = []

    def turn(self, place):
        """Handle the begin, separator or end of a field; raise Fault if it is refused."""
        if place == "begin":
            # A nested field could compute any name.
            if self.open and self.open[-1] is not None and not self.open[-1].strip():
                raise Fault(RUNS, "QUOTE")
            self.open.append("")
        elif self.open:
            if self.open[-1] is not None:
                check_field(self.open[-1])
            self.open[-1] = None
            if place == "end":
                self.open.pop()

    def add(self, words):
        """Append *words* to the instruction of the innermost field."""
        if self.open and self.open[-1] is not None:
            self.open[-1] += words


def check_field(instruction):
    """Raise Fault if the field starts a program or loads something."""
    match = NAME.match(instruction)
    name = match[1].upper() if match else ""
    if name in RUNNING:
        raise Fault(RUNS, name)
    if name in LOADING:
        raise Fault(LOADS, name)
