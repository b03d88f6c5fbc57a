"""The part of the API about conferences, model projects and themes.

May import `conferences.models` and `conferences.filters`. Start reading with `router`.
"""
