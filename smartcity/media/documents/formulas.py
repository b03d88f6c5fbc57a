"""Find formulas of spreadsheets that start a program or load from elsewhere."""

import re

from .faults import LOADS, RUNS, Fault

TEXT = re.compile(r'"[^"]*"')
# Dynamic Data Exchange: program, document and cell, such as cmd|'/c calc'!A0
PROGRAM = re.compile(r"(?<!')\b[\w.]+\|[^|]*!")
FUNCTION = re.compile(r"(?<![\w.])(?:_xl\w+\.)*(\w+(?:\.ID)?)\s*\(", re.IGNORECASE)
RUNNING = {"CALL", "DDE", "EXEC", "REGISTER", "REGISTER.ID", "RTD"}
LOADING = {"IMAGE", "IMPORTDATA", "IMPORTHTML", "IMPORTXML", "WEBSERVICE", "WEBDIENST"}


def check_formula(formula):
    """Raise Fault if *formula* starts a program or loads something."""
    formula = TEXT.sub('""', formula)
    if PROGRAM.search(formula):
        raise Fault(RUNS, "DDE")
    for name in map(str.upper, FUNCTION.findall(formula)):
        if name in RUNNING | LOADING:
            raise Fault(RUNS if name in RUNNING else LOADS, name)


def check_cells(text):
    """Raise Fault if a cell of the table *text* has such a formula, for any separator."""
    for cell in re.split(r"[;,\t\r\n]", text):
        if cell.strip(' "').startswith(("=", "+", "-", "@")):
            check_formula(cell.strip(' "'))
