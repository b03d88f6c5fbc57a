"""Rich text: a field that cleans itself on every write, and conversions to plain text."""

import html
import re
from itertools import chain, count

import nh3
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from smartcity.text.cleaning import clean_input
from smartcity.text.folding import slug_of

from .hyperlinks import URL_SCHEMES, complete_address, validate_links, without_dead_links
from .pictures_in_text import with_alternatives, with_references
from .review_marks import has_review_marks, without_review_marks

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr"} | {
    "table", "thead", "tbody", "tr", "th", "td", "img",
}  # fmt: skip
# `data-picture` is a key of the picture library: see `smartcity.media.pictures_in_text`.
ATTRIBUTES = {
    "a": {"href"},
    "img": {"data-picture"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
# Removed with their content: struck-through text must not be read as valid.
REMOVED = {"script", "style", "title", "xml", "del", "s", "strike"}

# About sixty printed pages.
MAX_LENGTH = 200_000
# Cleaning this number of nested tags takes a few seconds.
MAX_TAGS = 50_000

# `Toolbar` and the following ones are defined in static/js/richtext.js and library-picture.js.
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
    "AddressLink": {"protocols": sorted(URL_SCHEMES), "defaultProtocol": "https"},
    "HeadedTable": True,
    "LibraryPicture": {"address": reverse_lazy("admin:smartcity_picture_choice")},
    "Pasting": True,
}

# The id of the main element of every page, the target of the skip link.
MAIN_ID = "inhalt"


def attribute_value(tag, name, value):
    """Return the value of an allowed attribute as it is stored, or None to remove it."""
    if name == "href":
        return complete_address(value)
    if name == "start":
        return value if re.fullmatch(r"[2-9]|[1-9][0-9]{1,3}", value) else None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=URL_SCHEMES,
    link_rel=None,
    clean_content_tags=REMOVED,
    tag_attribute_values={"ol": {"type": {"a", "A", "i", "I"}}},
    attribute_filter=attribute_value,
)
# Closes tags and removes comments, but keeps the attributes that mark deletions.
MARK_CLEANER = nh3.Cleaner(
    tags=TAGS | {"h1", "h4", "h5", "h6", "div", "span"},
    attributes={**ATTRIBUTES, "*": {"class", "id", "style", "name", "href", "type"}},
    url_schemes=URL_SCHEMES,
    link_rel=None,
    clean_content_tags=REMOVED,
)
# Other programs use h1 and h4 to h6; here the title of the page is its only h1.
LARGER, SMALLER = (re.compile(rf"(</?){tag}\b", re.IGNORECASE) for tag in ["h1", "h[4-6]"])
PARAGRAPH = re.compile(r"<p\b([^<>]*)>((?:(?!</?p\b).)*)</p>", re.IGNORECASE | re.DOTALL)
# Also matches blocks that a picture was moved out of.
EMPTY_BLOCK = re.compile(r"<(p|h2|h3)>(?:\s|&nbsp;|<br>|</?(?:strong|em|a)\b[^>]*>)*+</\1>\s*")


TOO_LONG = _("This text is too long: at most 200,000 characters fit in. Attach it as a file.")


def validate_length(text):
    """Raise ValidationError if *text* is longer than `MAX_LENGTH`."""
    if len(text) > MAX_LENGTH:
        raise ValidationError(TOO_LONG)


class RichTextField(ProseEditorField):
    """HTML of the tags above, cleaned on every write, also in `update` and bulk writes."""

    default_validators = [validate_length]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EDITOR_EXTENSIONS, sanitize=clean_html, **kwargs)

    def clean(self, value, model_instance):
        """Return the cleaned value; raise ValidationError if it is too long or has dead links.

        Cleaning comes first: a required text must not consist of empty markup.
        """
        value = value or ""
        # Refused before cleaning, which would take long.
        if len(value) > 10 * MAX_LENGTH or value.count("<") > MAX_TAGS:
            raise ValidationError(TOO_LONG)
        validate_links(value)
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
    """Return *text* with allowed tags only and without empty blocks."""
    text = clean_input(text or "")
    if has_review_marks(text):
        text = without_review_marks(MARK_CLEANER.clean(text))
    cleaned = CLEANER.clean(with_allowed_headings(text))
    if (without_controls := clean_input(cleaned)) != cleaned:
        # Control characters were written as entities; without them a URL may be a forbidden one.
        cleaned = CLEANER.clean(without_controls)
    cleaned = without_dead_links(cleaned, fragment_ids_in)
    cleaned = EMPTY_BLOCK.sub("", with_references(cleaned))
    return cleaned if has_words(cleaned) else ""


def fragment_ids_in(markup):
    """Return the ids that links within *markup* can refer to."""
    return {ident for ident, _words in with_heading_ids(markup)[1]}


def with_allowed_headings(markup):
    """Return *markup* with h2 and h3 as its only headings, and Word's titles as headings.

    The browser does the same with pasted markup.
    """
    if "MsoTitle" in markup:
        markup = PARAGRAPH.sub(title_as_heading, markup)
    return SMALLER.sub(r"\1h3", LARGER.sub(r"\1h2", markup))


def title_as_heading(paragraph):
    """Return the matched *paragraph* as h2 if it is a title of Word, else unchanged."""
    attributes, words = paragraph.groups()
    return f"<h2>{words}</h2>" if "MsoTitle" in attributes else paragraph[0]


def has_words(markup):
    """Return whether *markup* displays anything."""
    shows_something = "<hr" in markup or "<img" in markup
    return shows_something or bool(re.sub(r"<[^>]*>|&nbsp;|\s", "", markup))


def plain_text(markup, pictures=None):
    """Return rich text as lines: one for each block, dashes before items, URLs after links.

    *pictures* are those already loaded, see `texts_with_pictures.with_pictures`.
    """
    text = with_alternatives(markup, pictures)
    text = re.sub(r'<a href="([^"]*)">(.*?)</a>', _link_in_words, text, flags=re.DOTALL)
    text = re.sub(r"<li>(?:<p>)?", "\n- ", text)
    text = re.sub(r"<(?:p|h2|h3|blockquote|tr|hr)\b[^>]*>", "\n\n", text)
    text = re.sub(r"<br[^>]*>", "\n", text)
    text = re.sub(r"<[^>]*>", "", re.sub(r"</t[dh]>", " ", text))
    text = re.sub(r"[ \t\xa0]+", " ", html.unescape(text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def plain_text_without_addresses(markup, pictures=None):
    """Return the same text without the URLs of links, as it is shown to readers."""
    return plain_text(re.sub(r"</?a\b[^>]*>", "", markup), pictures)


def _link_in_words(match):
    address, words = match.groups()
    return words if address in words else f"{words} ({address})"


def with_heading_ids(markup):
    """Return rich text with ids on its h2, and [(id, text)] for a table of contents."""
    headings, taken, numbers = [], {MAIN_ID}, {}

    def mark(match):
        words = html.unescape(re.sub(r"<[^>]*>", "", match[1])).strip()
        name = slug_of(words) or "abschnitt"
        # Numbering continues per name, as a text may have thousands of equal headings.
        names = numbers.setdefault(name, chain([name], (f"{name}-{number}" for number in count(2))))
        ident = next(ident for ident in names if ident not in taken)
        taken.add(ident)
        headings.append((ident, words))
        return f'<h2 id="{ident}">{match[1]}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", mark, markup, flags=re.DOTALL), headings
