"""Questions for one row whose SQL Django writes once: writing it takes longer than the answer."""

from functools import cached_property

# Stands for the value that is not known yet.
OPEN = "\N{REPLACEMENT CHARACTER}"


class Compiled:
    """`Compiled(lambda: Theme.objects.filter(slug=OPEN)).rows("mobilitaet")`

    Whatever else the queryset compares with stays as it was at the first question.
    """

    def __init__(self, queryset):
        self.make = queryset

    @cached_property
    def queryset(self):
        return self.make()

    @cached_property
    def statement(self):
        """(SQL, its parameters)"""
        return self.queryset.query.sql_with_params()

    def rows(self, value=None):
        """The objects it finds, *value* in the place of `OPEN`."""
        sql, parameters = self.statement
        given = [value if it == OPEN else it for it in parameters]
        return [*self.queryset.model._base_manager.raw(sql, given)]
