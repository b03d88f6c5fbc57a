"""What an uploaded document would do to whoever opens it.

`pdf` and `office` read the structure, in a process of its own (`process`), for a document may be
made to break its reader; `formulas` knows what cells run; `sentences` tells editors what was found.
Only `sentences` knows Django.
"""
