"""Questions for one row whose SQL Django writes once: writing it takes longer than the answer."""

from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connection

# Stands for the value that is not known yet.
OPEN = "\N{REPLACEMENT CHARACTER}"


class Compiled:
    """`Compiled(lambda: Theme.objects.filter(slug=OPEN)).rows("mobilitaet")`

    Whatever else the queryset compares with stays as it was at the first question.
    """

    def __init__(self, make_queryset):
        self.make_queryset = make_queryset

    def rows(self, value=None):
        """The objects it finds, with *value* in the place of `OPEN`."""
        sql, parameters = self.statement
        given = [value if it == OPEN else it for it in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        names, converters = self.columns
        found = self.compiler().apply_converters(rows, converters)
        return [self.query.model.from_db(DEFAULT_DB_ALIAS, names, row) for row in found]

    @cached_property
    def query(self):
        return self.make_queryset().query

    def compiler(self):
        # A new one each time: it keeps the connection of its thread.
        return self.query.get_compiler(DEFAULT_DB_ALIAS)

    @cached_property
    def statement(self):
        return self.compiler().as_sql()

    @cached_property
    def columns(self):
        """(names of the fields, what makes Python values of what the database sends)"""
        compiler = self.compiler()
        compiler.setup_query()
        chosen = [column for column, *_ in compiler.select]
        return [it.target.attname for it in chosen], compiler.get_converters(chosen)
