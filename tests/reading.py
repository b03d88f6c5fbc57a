"""What a reader sees of an answer: its words without markup, in one line."""

import html
import re


def words(markup):
    text = html.unescape(re.sub(r"<[^>]*>", " ", markup))
    return " ".join(re.sub(r"\s+([,.:])", r"\1", text).split())


def heading(response):
    """The words of the one h1."""
    (markup,) = re.findall(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return words(markup)


def sections(response):
    """The second headings of the content, from top to bottom."""
    content = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return [words(markup) for markup in re.findall(r"<h2[^>]*>(.*?)</h2>", content, re.DOTALL)]


def facts(response):
    """{term: words} of the first description list."""
    markup = re.search(r"<dl.*?</dl>", response.content.decode(), re.DOTALL)[0]
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", markup, re.DOTALL)
    return {words(term): words(value) for term, value in pairs}


def stops(response):
    """The words of each conference in a list."""
    markup = response.content.decode()
    return [words(stop) for stop in re.findall(r'<li class="stop.*?</li>', markup, re.DOTALL)]
