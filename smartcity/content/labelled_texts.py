"""Texts shown with a label: declared once in a model, read by every exit."""

from .values import label_of, plain_in_words


class LabelledTexts:
    """A mixin for models with labelled texts."""

    # The names of the fields, in the order of the form. Page, search, API, public table,
    # spreadsheet, fact file and calendar read them from here.
    FACTS = []

    @property
    def facts(self):
        """Return [(label, value)] of the fields that are filled in."""
        return labelled_values(self, self.FACTS)

    @property
    def fact_texts(self):
        """Return the values of `FACTS` for the search, without their labels."""
        return [value for _label, value in labelled_values(self, self.FACTS)]


def labelled_values(obj, names):
    """Return [(label, value in words)] of the fields *names* that are filled in."""
    fields = [obj._meta.get_field(name) for name in names]
    words = [(field, plain_in_words(field, field.value_from_object(obj))) for field in fields]
    return [(label_of(type(obj), field.name), value) for field, value in words if value]
