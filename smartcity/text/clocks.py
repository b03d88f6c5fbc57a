"""Times of a day, to the minute. An end at midnight ends its day: stored 00:00, said 24:00."""

from datetime import time

from django import forms
from django.db import models

MIDNIGHT = time.min
END_OF_DAY = "24:00"
# As people type it, besides 0:00.
WAYS_TO_SAY_IT = {END_OF_DAY, "24", "24:00:00", "24.00"}


class ClockField(models.TimeField):
    """Seconds are cut wherever a value comes from: calendars, pages and links count minutes."""

    def to_python(self, value):
        return whole_minute(super().to_python(value))

    def get_prep_value(self, value):
        return whole_minute(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class EndField(ClockField):
    """The end of something on its last day; midnight is the end of that day."""

    def to_python(self, value):
        return super().to_python(MIDNIGHT if is_end_of_day(value) else value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": EndFormField} | kwargs)


class EndFormField(forms.TimeField):
    def prepare_value(self, value):
        return END_OF_DAY if value == MIDNIGHT else value

    def to_python(self, value):
        return MIDNIGHT if is_end_of_day(value) else super().to_python(value)


def whole_minute(value):
    return value and value.replace(second=0, microsecond=0, fold=0)


def is_end_of_day(value):
    return isinstance(value, str) and value.strip() in WAYS_TO_SAY_IT
