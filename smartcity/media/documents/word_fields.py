"""The fields of Word: some start programs, some load from elsewhere."""

import re

from .faults import LOADS, RUNS, Fault

NAME = re.compile(r'[\s"=]*(\w+)')
RUNNING = {"DDE", "DDEAUTO", "CONTROL", "HTMLACTIVEX"}
LOADING = {"DATABASE", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"}


class Fields:
    """Follows the fields of one part: their instruction may be written in many pieces."""

    def __init__(self):
        # The instructions of the fields that are open; None behind their instruction.
        self.open = []

    def turn(self, place):
        if place == "begin":
            # A name that another field works out can be any.
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
        if self.open and self.open[-1] is not None:
            self.open[-1] += words


def check_field(instruction):
    match = NAME.match(instruction)
    name = match[1].upper() if match else ""
    if name in RUNNING:
        raise Fault(RUNS, name)
    if name in LOADING:
        raise Fault(LOADS, name)
