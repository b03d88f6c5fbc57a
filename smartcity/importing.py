"""How texts become the site's own pages."""

from .models import Page


def add_pages(facts):
    for text in facts.texts("pages", ["title"]):
        facts.add(text.fill(Page, "slug", "title", body="text"), text)
