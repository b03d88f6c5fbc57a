"""How much an answer asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def number_of_queries(client, address):
    """Of a request that is not the first one after time has changed what is visible."""
    client.get(address).getvalue()
    with CaptureQueriesContext(connection) as asked:
        client.get(address).getvalue()
        return len(asked)
