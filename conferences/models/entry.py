from django.db import models


class EntryField(models.TextField):
    """A finished calendar entry: bytes for whoever reads it, text in the database.

    PostgreSQL sends text as it is, but bytes as twice as many hexadecimal digits.
    """

    def from_db_value(self, value, expression, connection):
        return None if value is None else value.encode()

    def to_python(self, value):
        return value.encode() if isinstance(value, str) else value

    def get_prep_value(self, value):
        return None if value is None else bytes(value).decode()

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))
