"""`pk__among=keys`: as `pk__in`, but PostgreSQL gets thousands of keys as one parameter."""

from django.core.exceptions import EmptyResultSet
from django.db.models import BigAutoField
from django.db.models.lookups import In


@BigAutoField.register_lookup
class Among(In):
    lookup_name = "among"

    def as_postgresql(self, compiler, connection):
        if not self.rhs:
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, list(self.rhs)]
