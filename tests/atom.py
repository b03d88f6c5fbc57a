"""A feed as a reader of feeds takes it: parsed, and held to the rules of RFC 4287."""

from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(response):
    """The feed element; AssertionError where RFC 4287 is broken."""
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in [feed, *entries]:
        check_common(element)
    # 4.1.1: an author for the feed speaks for all entries.
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    idents = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(idents)) == len(idents)
    assert links(feed).keys() == {"self", "alternate"}
    return feed


def check_common(element):
    for name in ["id", "title", "updated"]:
        assert len(element.findall(f"{ATOM}{name}")) == 1
    assert urlsplit(element.findtext(f"{ATOM}id")).scheme in {"https", "tag", "urn"}
    for moment in [*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")]:
        assert datetime.fromisoformat(moment.text).tzinfo
    for address in links(element).values():
        assert urlsplit(address).scheme == "https"


def links(element):
    """{relation: address}"""
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def entries(response):
    """[{name: text}], with the address as `link` and the categories as a list."""
    return [fields(entry) for entry in parsed(response).findall(f"{ATOM}entry")]


def fields(entry):
    texts = {part.tag.removeprefix(ATOM): part.text for part in entry}
    terms = [category.get("term") for category in entry.findall(f"{ATOM}category")]
    author = entry.findtext(f"{ATOM}author/{ATOM}name")
    known = texts | {"link": links(entry)["alternate"], "category": terms, "author": author}
    return {name: value for name, value in known.items() if value}


def titles(response):
    return [entry["title"] for entry in entries(response)]
