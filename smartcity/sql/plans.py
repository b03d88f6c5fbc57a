"""PostgreSQL plans a search for the words that are searched.

psycopg prepares a statement that repeats (`prepare_threshold`), and PostgreSQL soon plans it once
for whatever values it comes with. How to find a word best depends on how many rows hold it, and
without the word PostgreSQL expects few. So what compares texts is not prepared.

Gain (2 cores, PostgreSQL 15, 100,000 conferences): a filtered search takes 190 ms instead of 400.
Cost: each search is planned anew, about a millisecond.
Django can do without it once it has a setting for single queries: `tests/smartcity/test_sql.py`
shows that a repeated search is prepared otherwise.
"""

from django.db import connection


class PlansMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if connection.vendor != "postgresql":
            return self.get_response(request)
        with connection.execute_wrapper(plan_searches):
            return self.get_response(request)


def plan_searches(execute, sql, params, many, context):
    """Execute a statement, unprepared if it compares texts; see `connection.execute_wrapper`."""
    if " LIKE " not in sql:
        return execute(sql, params, many, context)
    session = context["connection"].connection
    usual, session.prepare_threshold = session.prepare_threshold, None
    try:
        return execute(sql, params, many, context)
    finally:
        session.prepare_threshold = usual
