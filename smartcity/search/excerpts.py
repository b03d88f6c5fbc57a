"""Excerpts of hits: the title and the passage with a searched word, words marked."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from smartcity.text.cleaning import composed

from .query import searched_words
from .stemming import COMPOUND, stored_form

LENGTH = 200
BEFORE = 60
# The end of a heading or list item without punctuation, and the dash of the next item.
END_OF_BLOCK = re.compile(r"(?<=[^\s.!?:;,])\s*\n(?:\s*\n|- )(?:- )?\s*")
DASH = re.compile(r"\n- ")


@dataclass(frozen=True)
class Excerpt:
    """A marked passage, and the marked name of the part it comes from."""

    text: SafeString
    source: SafeString


class Marker:
    """Finds and marks the words of a query in a text, in all their forms."""

    def __init__(self, query):
        self.words = searched_words(query)

    def is_hit(self, word):
        """Return whether *word* of a text matches a word of the query."""
        form = stored_form(word)
        return any(searched.is_in(form) for searched in self.words)

    def first_hit(self, text):
        """Return the position of the first word that matches, or None."""
        positions = (match.start() for match in COMPOUND.finditer(text) if self.is_hit(match[0]))
        return next(positions, None)

    def marked(self, text):
        """Return *text* as HTML with matching words in <mark>."""
        return format_html_join("", "{}", ((piece,) for piece in self.pieces(text)))

    def pieces(self, text):
        """Yield *text* in pieces, matching words as HTML."""
        text = composed(text)
        end = 0
        for match in COMPOUND.finditer(text):
            if self.is_hit(match[0]):
                yield text[end : match.start()]
                yield format_html("<mark>{}</mark>", match[0])
                end = match.end()
        yield text[end:]

    def excerpt(self, passages):
        """Return the first passage with a hit, cut around it, else the beginning of the first one.

        Return None without passages.
        """
        texts = [(on_one_line(passage.text), on_one_line(passage.source)) for passage in passages]
        for text, source in texts:
            start = self.first_hit(text)
            if start is not None or self.first_hit(source) is not None:
                return Excerpt(self.marked(cut(text, start or 0)), self.marked(source))
        return Excerpt(self.marked(cut(texts[0][0], 0)), SafeString()) if texts else None


def on_one_line(text):
    """Return *text* on one line, with a dot between a heading or item and what follows."""
    apart = END_OF_BLOCK.sub(" · ", composed(text).replace("\xad", "").strip())
    return " ".join(DASH.sub("\n", apart).split())


def cut(text, start):
    """Return about `LENGTH` characters of *text* around *start*, in whole words."""
    begin = text.rfind(" ", 0, max(0, start - BEFORE)) + 1
    end = text.find(" ", begin + LENGTH)
    after = "" if end == -1 else " …"
    return ("… " if begin else "") + text[begin : end if after else None] + after
