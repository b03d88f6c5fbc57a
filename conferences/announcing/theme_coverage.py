"""Theme coverage: the number of conferences on each theme in each quarter."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils.translation import gettext as _

from conferences.models import Theme

# Quarters up to the present one, and quarters after it.
PAST, COMING = 8, 2


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day):
        """Return the quarter of a date."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self):
        return _("%(number)s/%(year)s") % {"number": self.number, "year": self.year}

    @property
    def in_words(self):
        return _("quarter %(number)s of %(year)s") % {"number": self.number, "year": self.year}

    @property
    def first_day(self):
        return date(self.year, 3 * self.number - 2, 1)

    def after(self, steps):
        """Return the quarter *steps* later, or earlier if *steps* is negative."""
        count = self.year * 4 + self.number - 1 + steps
        return Quarter(count // 4, count % 4 + 1)


def quarters_around(today):
    """Return the last eight quarters, the present one included, and the next two."""
    present = Quarter.of(today)
    return [present.after(steps) for steps in range(1 - PAST, COMING + 1)]


def theme_table(now, today):
    """Return (quarters, [(theme, numbers by quarter, sum)]) of all current themes."""
    quarters = quarters_around(today)
    themes = Theme.objects.counted_in(quarters, now)
    counts_of = attrgetter(*(f"quarter_{number}" for number in range(len(quarters))))
    rows = []
    for theme in themes:
        counts = [*counts_of(theme)]
        rows.append((theme, counts, sum(counts)))
    return quarters, rows
