"""Remove the deleted text, comments and footnotes that word processors leave in markup.

static/js/pasting.js does the same in the browser, where pasted markup loses its classes and styles.
"""

import html
import re
from bisect import bisect_left, bisect_right

TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
VOID = ("<br", "<hr", "<img")

# A quick test: most texts contain none of these.
MARKS = re.compile(
    r"mso|line-through|display\s*:\s*none|visibility\s*:\s*hidden|track(?:ed)?change"
    r"|#_(?:ft|ed)n|ftnt|endnt|cmnt|sd(?:foot|end)note|(?:foot|end)notereference",
    re.IGNORECASE,
)
DELETED = {
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
# A reference to a footnote that was not copied, or that is marked by a class only.
REFERENCE = re.compile(r"(?:^|\s)(?:mso)?(?:footnote|endnote)reference(?:\s|$)", re.IGNORECASE)
NUMBER = re.compile(r"\W*\w{1,4}\W*")
# The maximum number of pieces between the line above footnotes and the first footnote.
NEARBY = 12


def has_review_marks(markup):
    """Return whether *markup* may contain such marks."""
    return bool(MARKS.search(markup))


def without_review_marks(markup):
    """Return *markup* without deleted and hidden text and comments, with footnotes in parentheses.

    Every tag of *markup* must be closed, as nh3 writes it, and still have its classes and styles.
    """
    pieces = Pieces(markup)
    for anchor in pieces.anchors(COMMENT):
        pieces.remove(pieces.block_of(anchor, COMMENT))
    for start in list(pieces.ends):
        if pieces.is_deleted(start):
            pieces.remove(start)
    inline_footnotes(pieces)
    for start in pieces.ends:
        if pieces.is_orphaned_reference(start):
            pieces.remove(start)
    return "".join(pieces.all)


def inline_footnotes(pieces):
    """Move the text of each footnote to its reference, in parentheses."""
    texts = {}
    for anchor, name in pieces.anchors(NOTE).items():
        block = pieces.block_of(anchor, NOTE)
        pieces.remove(anchor)
        texts[name] = pieces.text_of(block)
        pieces.remove_line_above(block)
        pieces.remove(block)
    for start in pieces.ends:
        name = pieces.attributes(start).get("href", "").rpartition("#")[2].lower()
        if NOTE.fullmatch(name):
            pieces.remove(start)
            pieces.all[start] = f" ({texts[name]})" if texts.get(name) else ""


class Pieces:
    """Markup as a list of texts and tags; removed pieces become empty."""

    def __init__(self, markup):
        # `re.split` puts the tags at odd positions.
        self.all = TAG.split(markup)
        # {start of an element: its end}, in document order.
        self.ends, self.parents, opened = {}, {}, []
        for position in range(1, len(self.all), 2):
            if self.all[position].startswith("</"):
                self.ends[opened.pop()] = position
            elif not self.all[position].startswith(VOID):
                self.parents[position] = opened[-1] if opened else None
                self.ends[position] = None
                opened.append(position)
        self.texts = [
            position
            for position in range(0, len(self.all), 2)
            if with_plain_spaces(self.all[position]).strip()
        ]
        self.anchors_by_kind, self.anchor_positions = {}, {}

    def attributes(self, start):
        """Return the attributes of the tag at *start*."""
        pairs = ATTRIBUTE.findall(self.all[start])
        return {name: html.unescape(value) for name, value in pairs}

    def is_deleted(self, start):
        """Return whether the element at *start* is deleted or hidden text, or a comment."""
        attributes = self.attributes(start)
        style = re.sub(r"\s*([:;])\s*", r"\1", attributes.get("style", ""))
        values = attributes | {"style": style}
        return any(DELETED[name].search(values[name]) for name in DELETED.keys() & values.keys())

    def is_orphaned_reference(self, start):
        """Return whether the element at *start* is the number of a footnote that is missing."""
        is_reference = REFERENCE.search(self.attributes(start).get("class", ""))
        is_short = self.ends[start] - start < NEARBY
        return is_reference and is_short and NUMBER.fullmatch(self.text_of(start))

    def anchors(self, kind):
        """Return {start of an anchor of this kind: its name}, in document order; cached."""
        if kind not in self.anchors_by_kind:
            self.anchors_by_kind[kind] = {}
            for start in self.ends:
                attributes = self.attributes(start) if self.all[start].startswith("<a ") else {}
                names = [attributes.get("name", ""), attributes.get("id", "")]
                if name := next(filter(kind.fullmatch, names), None):
                    self.anchors_by_kind[kind][start] = name.lower()
            self.anchor_positions[kind] = list(self.anchors_by_kind[kind])
        return self.anchors_by_kind[kind]

    def block_of(self, anchor, kind):
        """Return the start of the block that begins with *anchor* and has no other of its kind."""
        anchors, block = self.anchor_positions[kind], anchor
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
        """Return whether there is text between the two positions."""
        return bisect_left(self.texts, start) < bisect_left(self.texts, end)

    def text_of(self, start):
        """Return the text of the element at *start* on one line."""
        inner = self.all[start : self.ends[start] + 1]
        words = "".join(
            " " if piece.startswith("</p") else "" if piece[:1] == "<" else piece for piece in inner
        )
        return " ".join(words.replace("&nbsp;", " ").split())

    def remove(self, start):
        """Empty the element at *start*."""
        end = self.ends[start]
        self.all[start : end + 1] = [""] * (end + 1 - start)

    def remove_line_above(self, start):
        """Remove the horizontal rule shortly before *start*, if no text lies between."""
        for position in range(start - 1, max(start - NEARBY, 0), -1):
            if self.all[position].startswith("<hr"):
                self.all[position] = ""
                break
            if position % 2 == 0 and with_plain_spaces(self.all[position]).strip():
                break


def with_plain_spaces(text):
    """Return *text* with ordinary spaces in place of &nbsp;."""
    return text.replace("&nbsp;", " ")
