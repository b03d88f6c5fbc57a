"""Maps: places, the outlines of the Länder, and targets that can be clicked.

May import `conferences.models` and `conferences.filters`. Start reading with `places`.
"""
