"""Which formulas of spreadsheets start something or load from elsewhere."""

import re

from .faults import LOADS, RUNS, Fault

TEXT = re.compile(r'"[^"]*"')
# DDE: a program, what it is to open, and a cell: cmd|'/c calc'!A0
PROGRAM = re.compile(r"(?<!')\b[\w.]+\|[^|]*!")
FUNCTION = re.compile(r"(?<![\w.])(?:_xl\w+\.)*(\w+(?:\.ID)?)\s*\(", re.IGNORECASE)
RUNNING = {"CALL", "DDE", "EXEC", "REGISTER", "REGISTER.ID", "RTD"}
LOADING = {"IMAGE", "IMPORTDATA", "IMPORTHTML", "IMPORTXML", "WEBSERVICE", "WEBDIENST"}


def check_formula(formula):
    """Raise Fault if it starts a program or loads something."""
    formula = TEXT.sub('""', formula)
    if PROGRAM.search(formula):
        raise Fault(RUNS, "DDE")
    for name in map(str.upper, FUNCTION.findall(formula)):
        if name in RUNNING | LOADING:
            raise Fault(RUNS if name in RUNNING else LOADS, name)


def check_cells(text):
    """The same of a table as text, whatever separates its cells."""
    for cell in re.split(r"[;,\t\r\n]", text):
        if cell.strip(' "').startswith(("=", "+", "-", "@")):
            check_formula(cell.strip(' "'))
