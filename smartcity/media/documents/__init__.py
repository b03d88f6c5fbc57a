"""Detect documents that would run or load something when they are opened.

`pdf` and `office` read the structure of a document in a separate process (`process`), because it
may be built to crash its reader. `formulas` knows which formulas of a spreadsheet are refused,
`sentences` maps faults to messages for editors. Only `sentences` imports Django.
"""
