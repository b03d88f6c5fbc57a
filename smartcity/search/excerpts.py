"""How a hit is shown: its title and the passage in which a word was found, words marked."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from smartcity.text.cleaning import composed

from .query import searched_words
from .stemming import COMPOUND, stored_form

LENGTH = 200
BEFORE = 60
# The end of a heading or a list item, where no punctuation says so, and the dash of an item.
END_OF_BLOCK = re.compile(r"(?<=[^\s.!?:;,])\s*\n(?:\s*\n|- )(?:- )?\s*")
DASH = re.compile(r"\n- ")


@dataclass(frozen=True)
class Excerpt:
    text: SafeString
    source: SafeString


class Marker:
    """Finds and marks the words of a query, however a text writes them."""

    def __init__(self, query):
        self.words = searched_words(query)

    def is_hit(self, word):
        form = stored_form(word)
        return any(searched.is_in(form) for searched in self.words)

    def first_hit(self, text):
        """Where the first word stands that was searched for, or None."""
        found = (match.start() for match in COMPOUND.finditer(text) if self.is_hit(match[0]))
        return next(found, None)

    def marked(self, text):
        return format_html_join("", "{}", ((piece,) for piece in self.pieces(text)))

    def pieces(self, text):
        text = composed(text)
        end = 0
        for match in COMPOUND.finditer(text):
            if self.is_hit(match[0]):
                yield text[end : match.start()]
                yield format_html("<mark>{}</mark>", match[0])
                end = match.end()
        yield text[end:]

    def excerpt(self, passages):
        """The first passage with a hit, cut to its surroundings; else the begin of the first."""
        texts = [(on_one_line(it.text), on_one_line(it.source)) for it in passages]
        for text, source in texts:
            start = self.first_hit(text)
            if start is not None or self.first_hit(source) is not None:
                return Excerpt(self.marked(cut(text, start or 0)), self.marked(source))
        return Excerpt(self.marked(cut(texts[0][0], 0)), SafeString()) if texts else None


def on_one_line(text):
    """Where a heading or an item ends, a dot keeps it apart from what follows."""
    apart = END_OF_BLOCK.sub(" · ", composed(text).replace("\xad", "").strip())
    return " ".join(DASH.sub("\n", apart).split())


def cut(text, start):
    """About `LENGTH` letters of *text* around *start*, whole words."""
    begin = text.rfind(" ", 0, max(0, start - BEFORE)) + 1
    end = text.find(" ", begin + LENGTH)
    after = "" if end == -1 else " …"
    return ("… " if begin else "") + text[begin : end if after else None] + after
