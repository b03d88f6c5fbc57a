"""What stands in the cells of tables that editors export and import: a value, as words and back.

`clean` takes the words of a cell that is not empty, `render` a value; a sentence for the editor
is raised as ValueError.
"""

import html
import re
from datetime import date, datetime, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from smartcity.media.hyperlinks import validate_links
from smartcity.media.richtext import RichTextField, clean_html
from smartcity.publishing.addresses import merge_target
from smartcity.text.cleaning import clean_input
from smartcity.text.clocks import END_OF_DAY, MIDNIGHT, EndField, is_end_of_day
from smartcity.text.folding import fold_for_search

from .facts import stored_at

DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
TIMES = ["%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I:%M:%S %p"]
# As a spreadsheet stores times, and shows them in cells without a format: 0,395833 is 9:30.
PART_OF_A_DAY = re.compile(r"0?(?:,[0-9]+|\.(?:[0-9]|[0-9]{3,}|[6-9][0-9]))")
# Half past midnight, or 0.3 of a day: no time of ours begins so.
UNCLEAR_TIME = re.compile(r"0?\.[0-9]{2}")
MINUTES_A_DAY = 24 * 60
# A semicolon is written; some names have commas.
BETWEEN = re.compile(r"[;|]")


def tidy(text):
    """Return the text as a form cleans it, with line feeds and without white space around it."""
    return clean_input(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def text_of_cell(value):
    """Return a rendered value as the text of a cell."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        # A German spreadsheet takes a point between digits for one between thousands.
        return str(value).replace(".", ",")
    return "" if value is None else str(value)


class Words:
    hint = ""

    def clean(self, value):
        return value

    def render(self, value):
        return value


class Address(Words):
    def clean(self, value):
        return fold_for_search(value)


class Markup(Words):
    """A cell with rich text; without markup, empty lines separate paragraphs."""

    @property
    def hint(self):
        return _("HTML, or plain text with empty lines between paragraphs.")

    def clean(self, value):
        """Return clean HTML of rich or plain text; raise ValueError for a dead link."""
        if "<" not in value:
            paragraphs = re.split(r"\n\s*\n", value)
            value = "".join(
                f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs
            )
        try:
            validate_links(value)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        return clean_html(value)


class Number(Words):
    def clean(self, value):
        """Return an int; raise ValueError for anything else."""
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise ValueError(_("“%s” is no whole number. Write it in digits, like 12.") % value)
        return int(value)


class Fraction(Words):
    def clean(self, value):
        """Return a Decimal; raise ValueError for anything else."""
        if not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,15})?", value):
            raise ValueError(_("“%s” is no number. Write it like 51,05.") % value)
        return Decimal(value.replace(",", "."))

    def render(self, value):
        return None if value is None else Decimal(f"{value.normalize():f}")


class Day(Words):
    @property
    def hint(self):
        return _("A date such as 22.03.2022 or 2022-03-22.")

    def clean(self, value):
        """Return a date; raise ValueError for anything else and for implausible years."""
        day = parsed(value, DATES)
        if day is None:
            raise ValueError(_("“%s” is no date. Write it like 22.03.2022.") % value)
        if not 1990 <= day.year <= 2100:
            raise ValueError(_("Give a year from 1990 to 2100."))
        return date(day.year, day.month, day.day)


class Clock(Words):
    @property
    def hint(self):
        return _("A time such as 9:30.")

    def clean(self, value):
        """Return a time, also of a fraction of a day; raise ValueError for anything else."""
        text = value.removesuffix("Uhr").strip()
        if text != value and text.isdecimal():
            text = f"{text}:00"
        if PART_OF_A_DAY.fullmatch(value):
            minutes = round(Decimal(value.replace(",", ".")) * MINUTES_A_DAY)
            text = f"{minutes // 60}:{minutes % 60:02}"
        moment = None if UNCLEAR_TIME.fullmatch(text) else parsed(text, TIMES)
        if moment is None:
            raise ValueError(_("“%s” is no time. Write it like 9:30.") % value)
        return time(moment.hour, moment.minute)


class EndClock(Clock):
    @property
    def hint(self):
        return _("A time such as 9:30, or 24:00.")

    def clean(self, value):
        words = value.removesuffix("Uhr").strip()
        return MIDNIGHT if is_end_of_day(words) else super().clean(value)

    def render(self, value):
        return END_OF_DAY if value == MIDNIGHT else value


def parsed(text, formats):
    for form in formats:
        try:
            # Only its parts are used: dates and times of content have no zone.
            return datetime.strptime(text, form)  # noqa: DTZ007 – see above
        except ValueError:
            continue
    return None


class Choice(Words):
    """A cell with one of the choices of a field, by its label or its stored value."""

    def __init__(self, choices):
        self.choices = choices

    @property
    def hint(self):
        return ", ".join(str(label) for _code, label in self.choices)

    def clean(self, value):
        """Return the code of the choice; raise ValueError if there is none of this name."""
        for code, label in self.choices:
            if value.casefold() in (str(code).casefold(), str(label).casefold()):
                return code
        words = {"value": value, "choices": self.hint}
        raise ValueError(_("“%(value)s” is unknown here. Possible: %(choices)s.") % words)

    def render(self, value):
        return str(dict(self.choices).get(value, ""))


class Related(Words):
    """A cell with an object of *model*, by its slug or its name."""

    def __init__(self, model):
        self.model = model
        self.known = {}

    @property
    def hint(self):
        return _("By address or name.")

    def clean(self, value):
        if value not in self.known:
            self.known[value] = self.named(value)
        return self.known[value]

    def named(self, value):
        """Return the object with this slug or name; raise ValueError if there is none."""
        obj = stored_at(self.model, fold_for_search(value)) or self.namesake(value)
        if obj is None:
            words = {"model": self.model._meta.verbose_name, "value": value}
            raise ValueError(
                _("There is no %(model)s “%(value)s”. Write its address or exact name.") % words
            )
        # What was merged into another goes on as that one.
        return merge_target(obj)

    def namesake(self, value):
        names = [
            field.name for field in self.model._meta.fields if field.name == "name" and field.unique
        ]
        return self.model._default_manager.filter(name=value).first() if names else None

    def render(self, value):
        return value.slug if value else ""


class Several(Words):
    """A cell with a list of values, each of which *one* reads and writes."""

    def __init__(self, one):
        self.one = one

    @property
    def hint(self):
        return _("Several with semicolons between. %s") % self.one.hint

    def clean(self, value):
        parts = filter(None, map(str.strip, BETWEEN.split(value)))
        return list(dict.fromkeys(self.one.clean(part) for part in parts))

    def render(self, value):
        return "; ".join(sorted(self.one.render(item) for item in value))


CELLS = {
    RichTextField: Markup,
    models.SlugField: Address,
    models.DateField: Day,
    EndField: EndClock,
    models.TimeField: Clock,
    models.DecimalField: Fraction,
    models.PositiveSmallIntegerField: Number,
}


def cell_of(field):
    """Return the kind of cell for a field of a model."""
    if field.many_to_many:
        return Several(Related(field.related_model))
    if field.is_relation:
        return Related(field.related_model)
    if field.choices:
        return Choice(field.choices)
    return next((cell() for kind, cell in CELLS.items() if isinstance(field, kind)), Words())
