"""What an address asks and nobody understands: unknown values, fields that cannot be right, and
names of filters in other letters.

It is said beside the field, in a chip that takes it off, and in the title of the list.
"""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from smartcity.text.cleaning import one_line

from .filtering import Ordering

# More unknown values of one filter are told, and taken off, as one.
FEW = 8


@dataclass(frozen=True)
class Doubt:
    """*values* of one parameter as they were given, and what is wrong in words."""

    parameter: str
    values: tuple
    label: str


def told_misspelt(given, name):
    """What is said of the filter *name* in other letters."""
    told = {"given": given, "name": name}
    return _("Unknown filter “%(given)s”: it is called “%(name)s”.") % told


class Doubting:
    """Mixed into filter sets."""

    @property
    def unknown(self):
        """{parameter: the values in it that mean nothing}"""
        given = {name: getattr(value, "unknown", []) for name, value in self.cleaned.items()}
        return {name: values for name, values in given.items() if values}

    @property
    def wrong(self):
        """{parameter: [its values]} of fields with an error."""
        errors = self.form.errors if self.is_bound else ()
        return {name: self.data.getlist(name) for name in errors}

    @property
    def misspelt(self):
        """{parameter as given: the filter that is called so but for small and capital letters}.

        Such a filter leaves no rows: without it there would be more than somebody asked for.
        """
        narrowing = [name for name, it in self.filters.items() if not isinstance(it, Ordering)]
        called = {name.casefold(): name for name in narrowing}
        given = [name for name in self.data if name not in self.filters]
        found = {name: called.get(name.casefold()) for name in given if self.data[name].strip()}
        return {name: meant for name, meant in found.items() if meant}

    @property
    def not_understood(self):
        """[(parameter, value as given)] of filters of which nothing was: they leave no rows."""
        unknown = [name for name in self.unknown if not self.cleaned[name]]
        # Of a field that takes one value the last one counts.
        wrong = [(name, self.data[name]) for name in self.wrong]
        lists = [*unknown, *self.misspelt]
        return wrong + [(name, value) for name in lists for value in self.data.getlist(name)]

    @property
    def notices(self):
        """[(label of a filter, the values in it that mean nothing)]"""
        return [
            (self.filters[name].label, [one_line(value) for value in values])
            for name, values in self.unknown.items()
        ]

    @property
    def objections(self):
        """In sentences, what was not understood."""
        unknown = [
            _("Unknown in the filter “%(filter)s”: %(values)s.")
            % {"filter": label, "values": ", ".join(values)[:200]}
            for label, values in self.notices
        ]
        errors = self.form.errors.items() if self.is_bound else ()
        wrong = [f"{self.filters[name].label}: {' '.join(told)}" for name, told in errors]
        return unknown + wrong + [told_misspelt(*names) for names in self.misspelt.items()]

    @property
    def doubts(self):
        """[Doubt], each with a way to take it off."""
        invalid = _("%(filter)s “%(value)s” invalid")
        wrong = [self.doubt(invalid, *item) for item in self.wrong.items()]
        unknown = [doubt for item in self.unknown.items() for doubt in self.unknown_in(*item)]
        misspelt = [self.doubted_name(name) for name in self.misspelt]
        return wrong + unknown + misspelt

    def unknown_in(self, name, values):
        if len(values) > FEW:
            told = {"filter": self.filters[name].label, "count": len(values)}
            return [Doubt(name, tuple(values), _("%(filter)s: %(count)s unknown values") % told)]
        unknown = _("%(filter)s “%(value)s” unknown")
        return [self.doubt(unknown, name, [value]) for value in values]

    def doubt(self, words, name, values):
        shown = Truncator(one_line(" ".join(values))).chars(30)
        label = words % {"filter": self.filters[name].label, "value": shown}
        return Doubt(name, tuple(values), label)

    def doubted_name(self, name):
        label = _("Filter “%s” unknown") % name
        return Doubt(name, tuple(self.data.getlist(name)), label)
