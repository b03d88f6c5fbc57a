"""Calendar feeds over HTTP: answers, the subscribe page, links into calendars, the system check.

May import `conferences.models` and `conferences.filters`. Start reading with `feeds`.
"""
