"""Unrecognised query parameters: unknown values, invalid fields and misspelt filter names.

They are reported beside the field, in a chip that removes them, and in the title of the list.
"""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from smartcity.text.cleaning import one_line

from .filtering import Choices, Ordering

# More unknown values of one filter share one chip.
MAX_CHIPS = 8


@dataclass(frozen=True)
class UnrecognisedValues:
    """Values of one parameter as they were given, and a label that says what is wrong."""

    parameter: str
    values: tuple
    label: str


def misspelt_message(parameter, name):
    """Return the error message for a *parameter* that differs from *name* in case."""
    values = {"given": parameter, "name": name}
    return _("Unknown filter “%(given)s”: it is called “%(name)s”.") % values


class UnrecognisedParameters:
    """A mixin for filter sets."""

    @property
    def unknown(self):
        """{parameter: its values that do not exist}"""
        return {
            name: value.unknown
            for name, value in self.cleaned.items()
            if isinstance(value, Choices) and value.unknown
        }

    @property
    def invalid_values(self):
        """{parameter: its values} of fields with an error."""
        errors = self.form.errors if self.is_bound else ()
        return {name: self.data.getlist(name) for name in errors}

    @property
    def misspelt(self):
        """{parameter as given: the filter whose name differs from it in case}.

        Such a parameter leaves no rows: ignoring it would show more than was asked for.
        """
        names = {
            name.casefold(): name
            for name, item in self.filters.items()
            if not isinstance(item, Ordering)
        }
        others = [name for name in self.data if name not in self.filters]
        matches = {name: names.get(name.casefold()) for name in others if self.data[name].strip()}
        return {name: meant for name, meant in matches.items() if meant}

    @property
    def not_understood(self):
        """[(parameter, value as given)] of filters without any recognised value.

        These leave no rows.
        """
        unknown = [name for name in self.unknown if not self.cleaned[name]]
        # A field for a single value uses the last one.
        invalid = [(name, self.data[name]) for name in self.invalid_values]
        lists = [*unknown, *self.misspelt]
        return invalid + [(name, value) for name in lists for value in self.data.getlist(name)]

    @property
    def notices(self):
        """[(label of a filter, its values that do not exist)]"""
        return [
            (self.filters[name].label, [one_line(value) for value in values])
            for name, values in self.unknown.items()
        ]

    @property
    def problems(self):
        """Sentences that describe everything unrecognised."""
        unknown = [
            _("Unknown in the filter “%(filter)s”: %(values)s.")
            % {"filter": label, "values": ", ".join(values)[:200]}
            for label, values in self.notices
        ]
        errors = self.form.errors.items() if self.is_bound else ()
        invalid = [f"{self.filters[name].label}: {' '.join(texts)}" for name, texts in errors]
        return unknown + invalid + [misspelt_message(*names) for names in self.misspelt.items()]

    @property
    def unrecognised(self):
        """[UnrecognisedValues] for chips."""
        label = _("%(filter)s “%(value)s” invalid")
        invalid = [self.labelled(label, *item) for item in self.invalid_values.items()]
        unknown = [chip for item in self.unknown.items() for chip in self.unknown_values(*item)]
        misspelt = [self.misspelt_name(name) for name in self.misspelt]
        return invalid + unknown + misspelt

    def unknown_values(self, name, values):
        """Return [UnrecognisedValues] of unknown values: one each, or a single one for many."""
        if len(values) > MAX_CHIPS:
            label = _("%(filter)s: %(count)s unknown values")
            label %= {"filter": self.filters[name].label, "count": len(values)}
            return [UnrecognisedValues(name, tuple(values), label)]
        label = _("%(filter)s “%(value)s” unknown")
        return [self.labelled(label, name, [value]) for value in values]

    def labelled(self, label, name, values):
        """Return the UnrecognisedValues with the filter and value put into *label*."""
        text = Truncator(one_line(" ".join(values))).chars(30)
        label %= {"filter": self.filters[name].label, "value": text}
        return UnrecognisedValues(name, tuple(values), label)

    def misspelt_name(self, name):
        """Return the UnrecognisedValues of a misspelt parameter."""
        label = _("Filter “%s” unknown") % name
        return UnrecognisedValues(name, tuple(self.data.getlist(name)), label)
