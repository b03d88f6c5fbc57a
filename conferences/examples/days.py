"""Days counted from today, as functions of it: examples lie ahead whenever they are made."""

from datetime import timedelta

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def in_days(days):
    return lambda today: today + timedelta(days=days)


def in_weeks(weeks, weekday):
    """A working day of a later week; from two weeks on it is at least a week ahead."""
    return lambda today: today + timedelta(weeks=weeks, days=weekday - today.weekday())
