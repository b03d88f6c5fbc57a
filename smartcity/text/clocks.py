"""Times of day with minute precision. An end at midnight is stored as 00:00 and shown as 24:00."""

from datetime import time

from django import forms
from django.db import models

MIDNIGHT = time.min
END_OF_DAY = "24:00"
# Accepted spellings of midnight as an end, besides 0:00.
END_OF_DAY_SPELLINGS = {END_OF_DAY, "24", "24:00:00", "24.00"}


class ClockField(models.TimeField):
    """A time without seconds, which calendars, pages and links do not show."""

    def to_python(self, value):
        return whole_minute(super().to_python(value))

    def get_prep_value(self, value):
        return whole_minute(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class EndField(ClockField):
    """The time at which something ends on its last day; midnight is the end of that day."""

    def to_python(self, value):
        return super().to_python(MIDNIGHT if is_end_of_day(value) else value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": EndFormField} | kwargs)


class EndFormField(forms.TimeField):
    """A form field that shows midnight as 24:00 and accepts its spellings."""

    def prepare_value(self, value):
        return END_OF_DAY if value == MIDNIGHT else value

    def to_python(self, value):
        return MIDNIGHT if is_end_of_day(value) else super().to_python(value)


def whole_minute(value):
    """Return the time *value* without seconds; None stays None."""
    return value and value.replace(second=0, microsecond=0, fold=0)


def is_end_of_day(value):
    """Return whether *value* is a spelling of the end of a day, such as "24:00"."""
    return isinstance(value, str) and value.strip() in END_OF_DAY_SPELLINGS
