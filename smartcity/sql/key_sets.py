"""`pk__among=keys`: as `pk__in`, but thousands of keys cross as one parameter."""

from django.core.exceptions import EmptyResultSet
from django.db.models import BigAutoField, Lookup


@BigAutoField.register_lookup
class Among(Lookup):
    """Given an array of integers: what is no list, Django does not look at key by key."""

    lookup_name = "among"
    prepare_rhs = False

    def as_postgresql(self, compiler, connection):
        return self.compared("{} = ANY(%s)", "{{{}}}", compiler, connection)

    def as_sqlite(self, compiler, connection):
        found = "{} IN (SELECT value FROM json_each(%s))"
        return self.compared(found, "[{}]", compiler, connection)

    def compared(self, condition, brackets, compiler, connection):
        if not self.rhs:
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        keys = ",".join(map(str, self.rhs))
        return condition.format(column), [*parameters, brackets.format(keys)]
