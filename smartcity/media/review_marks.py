"""Deleted text, comments and footnotes that word processors leave in the markup of a text.

static/js/pasting.js does the same in the browser, where pasted markup loses its classes and styles.
"""

import html
import re
from bisect import bisect_left, bisect_right

TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
VOID = ("<br", "<hr", "<img")

# Most texts have none of these.
MARKS = re.compile(
    r"mso|line-through|display\s*:\s*none|visibility\s*:\s*hidden|track(?:ed)?change"
    r"|#_(?:ft|ed)n|ftnt|endnt|cmnt|sd(?:foot|end)note|(?:foot|end)notereference",
    re.IGNORECASE,
)
LEFT_OUT = {
    "class": re.compile(
        r"(?:^|\s)(?:msodel|msocom\w*|track(?:ed)?change\w*delet\w*)(?:\s|$)", re.IGNORECASE
    ),
    "style": re.compile(
        r"text-decoration(?:-line)?:[^;]*line-through|text-line-through:(?!none)|mso-hide:all"
        r"|display:none|visibility:hidden|mso-element:comment|mso-special-character:comment",
        re.IGNORECASE,
    ),
    "href": re.compile(r"#(?:_msocom_|_msoanchor_|cmnt)", re.IGNORECASE),
}
COMMENT = re.compile(r"cmnt\d+", re.IGNORECASE)
NOTE = re.compile(r"_(?:ft|ed)n\d+|(?:ft|end)nt\d+|sd(?:foot|end)note\d+sym", re.IGNORECASE)
# Of a footnote that did not come along, or that its program tells by a class only.
REFERENCE = re.compile(r"(?:^|\s)(?:mso)?(?:footnote|endnote)reference(?:\s|$)", re.IGNORECASE)
NUMBER = re.compile(r"\W*\w{1,4}\W*")
# What may stand between the line above footnotes and the first of them, in pieces.
FAR = 12


def has_review_marks(markup):
    return bool(MARKS.search(markup))


def without_review_marks(markup):
    """Return *markup* without deleted and hidden text and comments, with footnotes in parentheses.

    Every tag of *markup* must be closed, as nh3 writes it, and still have its classes and styles.
    """
    pieces = Pieces(markup)
    for anchor in pieces.anchors(COMMENT):
        pieces.remove(pieces.block_of(anchor, COMMENT))
    for start in list(pieces.ends):
        if pieces.is_left_out(start):
            pieces.remove(start)
    move_footnotes(pieces)
    for start in pieces.ends:
        if pieces.is_lonely_reference(start):
            pieces.remove(start)
    return "".join(pieces.all)


def move_footnotes(pieces):
    """Readers see what a footnote says where it is referred to."""
    said = {}
    for anchor, name in pieces.anchors(NOTE).items():
        block = pieces.block_of(anchor, NOTE)
        pieces.remove(anchor)
        said[name] = pieces.words_of(block)
        pieces.remove_line_above(block)
        pieces.remove(block)
    for start in pieces.ends:
        name = pieces.attributes(start).get("href", "").rpartition("#")[2].lower()
        if NOTE.fullmatch(name):
            pieces.remove(start)
            pieces.all[start] = f" ({said[name]})" if said.get(name) else ""


class Pieces:
    """Markup as a list of texts and tags; what is removed becomes empty."""

    def __init__(self, markup):
        # Tags stand at odd places.
        self.all = TAG.split(markup)
        # {where an element begins: where it ends}, in the order in which they begin.
        self.ends, self.parents, opened = {}, {}, []
        for place in range(1, len(self.all), 2):
            if self.all[place].startswith("</"):
                self.ends[opened.pop()] = place
            elif not self.all[place].startswith(VOID):
                self.parents[place] = opened[-1] if opened else None
                self.ends[place] = None
                opened.append(place)
        self.texts = [
            place for place in range(0, len(self.all), 2) if plain(self.all[place]).strip()
        ]
        self.found, self.places = {}, {}

    def attributes(self, start):
        pairs = ATTRIBUTE.findall(self.all[start])
        return {name: html.unescape(value) for name, value in pairs}

    def is_left_out(self, start):
        attributes = self.attributes(start)
        style = re.sub(r"\s*([:;])\s*", r"\1", attributes.get("style", ""))
        values = attributes | {"style": style}
        return any(LEFT_OUT[name].search(values[name]) for name in LEFT_OUT.keys() & values.keys())

    def is_lonely_reference(self, start):
        is_reference = REFERENCE.search(self.attributes(start).get("class", ""))
        is_short = self.ends[start] - start < FAR
        return is_reference and is_short and NUMBER.fullmatch(self.words_of(start))

    def anchors(self, kind):
        """{where an anchor of this kind begins: its name}, in order; looked for once."""
        if kind not in self.found:
            self.found[kind] = {}
            for start in self.ends:
                attributes = self.attributes(start) if self.all[start].startswith("<a ") else {}
                names = [attributes.get("name", ""), attributes.get("id", "")]
                if name := next(filter(kind.fullmatch, names), None):
                    self.found[kind][start] = name.lower()
            self.places[kind] = list(self.found[kind])
        return self.found[kind]

    def block_of(self, anchor, kind):
        """The paragraph or box that begins with *anchor* and holds no other one of its kind."""
        anchors, block = self.places[kind], anchor
        while not self.all[block].startswith("<div"):
            parent = self.parents[block]
            if parent is None or self.has_text(parent, anchor):
                break
            end = self.ends[parent]
            if bisect_right(anchors, end) - bisect_left(anchors, parent) > 1:
                break
            block = parent
        return block

    def has_text(self, start, end):
        return bisect_left(self.texts, start) < bisect_left(self.texts, end)

    def words_of(self, start):
        inner = self.all[start : self.ends[start] + 1]
        words = "".join(
            " " if it.startswith("</p") else "" if it[:1] == "<" else it for it in inner
        )
        return " ".join(words.replace("&nbsp;", " ").split())

    def remove(self, start):
        end = self.ends[start]
        self.all[start : end + 1] = [""] * (end + 1 - start)

    def remove_line_above(self, start):
        for place in range(start - 1, max(start - FAR, 0), -1):
            if self.all[place].startswith("<hr"):
                self.all[place] = ""
                break
            if place % 2 == 0 and plain(self.all[place]).strip():
                break


def plain(text):
    return text.replace("&nbsp;", " ")
