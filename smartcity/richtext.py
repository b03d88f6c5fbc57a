"""Rich text that is clean on every write path, and what readers and calendars make of it."""

import html
import re
from itertools import chain, count

import nh3
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from .cleaning import typed
from .folding import address_of
from .illustrated import with_alternatives, with_references

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr"} | {
    "table", "thead", "tbody", "tr", "th", "td", "img",
}  # fmt: skip
# Of a picture, its key in the library: see `smartcity.illustrated`.
ATTRIBUTES = {
    "a": {"href"},
    "img": {"data-picture"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

# Some sixty printed pages.
MAX_LENGTH = 200_000
# Nested in one another, so many are cleaned within some seconds.
MAX_TAGS = 50_000

# Those from `Toolbar` on are ours, in static/js/richtext.js and library-picture.js.
EDITOR_EXTENSIONS = {
    "Menu": False,
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Toolbar": True,
    "AddressLink": {"protocols": sorted(URL_SCHEMES)},
    "HeadedTable": True,
    "LibraryPicture": {"address": reverse_lazy("admin:smartcity_picture_choice")},
    "Pasting": True,
}

# The id of the main part of every page: the skip link leads there.
MAIN_ID = "inhalt"

CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=URL_SCHEMES,
    link_rel=None,
    clean_content_tags={"script", "style", "title", "xml"},
)
# Headings of other programs by the rank they have here; the title of the page is its only h1.
LARGER, SMALLER = (re.compile(rf"(</?){tag}\b", re.IGNORECASE) for tag in ["h1", "h[4-6]"])
PARAGRAPH = re.compile(r"<p\b([^<>]*)>((?:(?!</?p\b).)*)</p>", re.IGNORECASE | re.DOTALL)
# Also around what a picture was taken out of.
EMPTY_BLOCK = re.compile(r"<(p|h2|h3)>(?:\s|&nbsp;|<br>|</?(?:strong|em|a)\b[^>]*>)*+</\1>\s*")


TOO_LONG = _("This text is too long: at most 200,000 characters fit in. Attach it as a file.")


def validate_length(text):
    if len(text) > MAX_LENGTH:
        raise ValidationError(TOO_LONG)


class RichTextField(ProseEditorField):
    """HTML of the allow-list above, whatever was handed in, also by `update` and bulk writes."""

    default_validators = [validate_length]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EDITOR_EXTENSIONS, sanitize=clean_html, **kwargs)

    def clean(self, value, model_instance):
        """Cleaned first: what only looks filled must not pass for a required text."""
        value = value or ""
        # Not even Word says so little with so much, and cleaning takes its time.
        if len(value) > 10 * MAX_LENGTH or value.count("<") > MAX_TAGS:
            raise ValidationError(TOO_LONG)
        return super().clean(clean_html(value), model_instance)

    def pre_save(self, model_instance, add):
        value = clean_html(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = clean_html(value)
        return super().get_db_prep_save(value, connection)


def clean_html(text):
    """*text* with nothing but the allowed tags, and without blocks that have nothing in them."""
    cleaned = CLEANER.clean(with_our_headings(typed(text or "")))
    if (without_controls := typed(cleaned)) != cleaned:
        # They were written as entities: what they kept apart may only now be a forbidden address.
        cleaned = CLEANER.clean(without_controls)
    cleaned = EMPTY_BLOCK.sub("", with_references(cleaned))
    return cleaned if has_words(cleaned) else ""


def with_our_headings(markup):
    """Word's titles are paragraphs; the browser does the same with what is pasted."""
    if "MsoTitle" in markup:
        markup = PARAGRAPH.sub(as_heading, markup)
    return SMALLER.sub(r"\1h3", LARGER.sub(r"\1h2", markup))


def as_heading(paragraph):
    attributes, words = paragraph.groups()
    return f"<h2>{words}</h2>" if "MsoTitle" in attributes else paragraph[0]


def has_words(markup):
    shows_something = "<hr" in markup or "<img" in markup
    return shows_something or bool(re.sub(r"<[^>]*>|&nbsp;|\s", "", markup))


def plain_text(markup, pictures=None):
    """Rich text as lines: blocks become lines, list items get a dash, links show their address.

    *pictures* are those that are loaded, see `illustrated_rows.with_pictures`.
    """
    text = with_alternatives(markup, pictures)
    text = re.sub(r'<a href="([^"]*)">(.*?)</a>', _link_in_words, text, flags=re.DOTALL)
    text = re.sub(r"<li>(?:<p>)?", "\n- ", text)
    text = re.sub(r"<(?:p|h2|h3|blockquote|tr|hr)\b[^>]*>", "\n\n", text)
    text = re.sub(r"<br[^>]*>", "\n", text)
    text = re.sub(r"<[^>]*>", "", re.sub(r"</t[dh]>", " ", text))
    text = re.sub(r"[ \t\xa0]+", " ", html.unescape(text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def told_text(markup, pictures=None):
    """The same without the addresses of links: what is said to readers."""
    return plain_text(re.sub(r"</?a\b[^>]*>", "", markup), pictures)


def _link_in_words(match):
    address, words = match.groups()
    return words if address in words else f"{words} ({address})"


def with_heading_ids(markup):
    """Rich text whose h2 carry an id, and the headings as [(id, text)] for a table of contents."""
    headings = []

    def mark(match):
        words = html.unescape(re.sub(r"<[^>]*>", "", match[1])).strip()
        name = address_of(words) or "abschnitt"
        taken = {MAIN_ID, *dict(headings)}
        names = chain([name], (f"{name}-{number}" for number in count(2)))
        ident = next(ident for ident in names if ident not in taken)
        headings.append((ident, words))
        return f'<h2 id="{ident}">{match[1]}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", mark, markup, flags=re.DOTALL), headings
