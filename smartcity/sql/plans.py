"""PostgreSQL plans a search for the words that are searched.

A statement that repeats is prepared (`prepare_threshold`), and soon planned once for whatever
values it comes with. Not so one that compares texts: how many rows hold a word decides how they are
best found, and without the word PostgreSQL expects few.
"""

from django.db import connection


class PlansMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if connection.vendor != "postgresql":
            return self.get_response(request)
        with connection.execute_wrapper(planned):
            return self.get_response(request)


def planned(execute, sql, params, many, context):
    """As `connection.execute_wrapper` asks for it."""
    if " LIKE " not in sql:
        return execute(sql, params, many, context)
    session = context["connection"].connection
    usual, session.prepare_threshold = session.prepare_threshold, None
    try:
        return execute(sql, params, many, context)
    finally:
        session.prepare_threshold = usual
