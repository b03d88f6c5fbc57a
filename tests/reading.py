"""What a reader sees of an answer: its words without markup, in one line."""

import html
import json
import re


def words(markup):
    text = html.unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", markup, flags=re.DOTALL))
    return " ".join(re.sub(r"\s+([,.:])", r"\1", text).split())


def heading(response):
    """The words of the one h1."""
    (markup,) = re.findall(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return words(markup)


def tags(markup, name=r"\w+"):
    """All opening tags, or those of the elements called *name*."""
    return re.findall(rf"<{name}\b[^<>]*>", markup)


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


def title(response):
    """Without the name of the website."""
    markup = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]
    return words(markup).removesuffix(" – Modellprojekte Smart Cities")


def chips(page):
    """[(address, words)]"""
    found = re.findall(r'<a class="chip" href="(.*?)">(.*?)</a>', page, re.DOTALL)
    return [(address.replace("&amp;", "&"), words(label)) for address, label in found]


def banner(response):
    """The bold words above a conference, if there are any."""
    found = re.search(r'<div class="banner.*?<b>(.*?)</b>', response.content.decode(), re.DOTALL)
    return words(found[1]) if found else ""


def log(response):
    """The words of each line in the log of changes."""
    found = re.search(r'<ol class="log">(.*?)</ol>', response.content.decode(), re.DOTALL)
    return [words(line) for line in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def structured(response, kind="Event"):
    """What the page says to search engines about its one thing of this kind."""
    pattern = r'<script type="application/ld\+json">(.*?)</script>'
    scripts = re.findall(pattern, response.content.decode(), re.DOTALL)
    (data,) = [found for found in map(json.loads, scripts) if found["@type"] == kind]
    return data


def map_drawing(response):
    """The map with links, as markup."""
    pattern = r'<svg viewBox="0 0 400 546" role="group".*?</svg>'
    return re.search(pattern, response.text, re.DOTALL)[0]


def map_links(response):
    """[(address, name)] of the points."""
    found = re.findall(r'<a href="([^"]*)"><title>(.*?)</title>', map_drawing(response))
    return [(address, words(name)) for address, name in found]
