"""Questions for one row whose SQL Django writes once: writing it takes longer than the answer."""

from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connection

# Stands for the value that is not known yet; nothing else that a queryset compares with equals it.
OPEN = "\N{REPLACEMENT CHARACTER}"


class Compiled:
    """`Compiled(lambda: Theme.objects.filter(slug=OPEN)).rows("mobilitaet")`

    For columns of the model itself, no relations or annotations, and a text that is compared as a
    whole. What else the queryset compares with stays as it was at the first question.
    """

    def __init__(self, make_queryset):
        self.make_queryset = make_queryset

    def rows(self, value=None):
        """The objects it finds, with *value* in the place of `OPEN`."""
        query, sql, parameters, names, converters = self.compiled
        given = [value if it == OPEN else it for it in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        # A compiler of its own: each keeps the connection of its thread.
        found = query.get_compiler(DEFAULT_DB_ALIAS).apply_converters(rows, converters)
        return [query.model.from_db(DEFAULT_DB_ALIAS, names, row) for row in found]

    @cached_property
    def compiled(self):
        """(query, SQL, parameters, names of the fields, what makes Python values of columns)"""
        query = self.make_queryset().query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        names = [column.target.attname for column in columns]
        return query, sql, parameters, names, compiler.get_converters(columns)
