"""`pk__among=keys`: as `pk__in`, but thousands of keys cross as one parameter.

Gain (2 cores, PostgreSQL 15, 3,000 keys): 1.8 ms of CPU instead of 29 ms.
Cost: a lookup of our own, for integer keys, written for both databases.
Django can do without it once `pk__in` sends a list as one parameter: `tests/smartcity/test_sql.py`
counts the parameters.
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import BigAutoField, Lookup


@BigAutoField.register_lookup
class Among(Lookup):
    """Compare with an array of integers; Django prepares the values of a list one by one."""

    lookup_name = "among"
    prepare_rhs = False

    def as_postgresql(self, compiler, connection):
        return self.compared("{} = ANY(%s)", "{{{}}}", compiler, connection)

    def as_sqlite(self, compiler, connection):
        condition = "{} IN (SELECT value FROM json_each(%s))"
        return self.compared(condition, "[{}]", compiler, connection)

    def compared(self, condition, brackets, compiler, connection):
        """Return (SQL, parameters) of a *condition* on the column; *brackets* write an array.

        Raises EmptyResultSet if there are no keys, as `pk__in` does.
        """
        if not self.rhs:
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        keys = ",".join(map(str, self.rhs))
        return condition.format(column), [*parameters, brackets.format(keys)]
