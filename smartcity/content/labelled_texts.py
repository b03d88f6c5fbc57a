"""Texts that an object tells as label and value: named once in its model, read by every exit."""

from .values import label_of, plain_in_words


class LabelledTexts:
    """Mixed into models with such texts."""

    # The names of their fields, in the order of the form. The page, search, API, public table,
    # spreadsheet and fact file of the model read them from here; calendars, too.
    FACTS = []

    @property
    def facts(self):
        """Return [(label, value)] of those that are filled in."""
        return labelled_values(self, self.FACTS)

    @property
    def fact_texts(self):
        """Return the values of `FACTS` alone, by which the object is searched."""
        return [value for _label, value in labelled_values(self, self.FACTS)]


def labelled_values(obj, names):
    """Return [(label, value in words)] of those fields *names* that are filled in."""
    fields = [obj._meta.get_field(name) for name in names]
    words = [(field, plain_in_words(field, field.value_from_object(obj))) for field in fields]
    return [(label_of(type(obj), field.name), value) for field, value in words if value]
