"""Say in words of schema.org what a page shows. What is not known stays absent."""

import json

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe

from smartcity.publishing.names import OFFICE, PROGRAMME

CONTEXT = "https://schema.org"
# As in Django's `json_script`: nothing in the text can end the script it stands in.
SCRIPT_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def in_script(data):
    """Text for a script of type application/ld+json."""
    text = json.dumps({"@context": CONTEXT} | data, ensure_ascii=False)
    return mark_safe(text.translate(SCRIPT_ESCAPES))  # noqa: S308 - escaped here


def known(values):
    return {name: value for name, value in values.items() if value}


def of_schema(word):
    return word and f"{CONTEXT}/{word}"


def organisation(name):
    """Of an office; the one of the programme also where none is named."""
    named = {"@type": "Organization", "name": name or OFFICE}
    return named if name else named | {"url": settings.SITE_URL + reverse("home")}


def breadcrumbs(crumbs):
    """[(words, path)] from the start on."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": str(words),
            "item": settings.SITE_URL + path,
        }
        for position, (words, path) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website():
    """The website, who publishes it, and how to search it."""
    home, search = (settings.SITE_URL + reverse(name) for name in ["home", "search"])
    target = {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"}
    return {
        "@type": "WebSite",
        "name": PROGRAMME,
        "url": home,
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": organisation("")
        | {"logo": settings.SITE_URL + static("img/brand.svg"), "alternateName": "KTS"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }
