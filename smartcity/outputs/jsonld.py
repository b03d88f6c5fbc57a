"""Describe the content of pages with schema.org (JSON-LD); unknown values are omitted."""

import json

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe

from smartcity.publishing.names import OFFICE, PROGRAMME

CONTEXT = "https://schema.org"
# As in Django's `json_script`: no text can close the script element.
SCRIPT_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def script_text(data):
    """Return *data* as the safe content of a script of type application/ld+json."""
    text = json.dumps({"@context": CONTEXT} | data, ensure_ascii=False)
    return mark_safe(text.translate(SCRIPT_ESCAPES))  # noqa: S308 - escaped here


def without_empty(values):
    """Return *values* without empty ones."""
    return {name: value for name, value in values.items() if value}


def schema_url(word):
    """Return the URL of a term of schema.org; "" stays ""."""
    return word and f"{CONTEXT}/{word}"


def organisation(name):
    """Return the organisation *name*; for "" the office of the programme."""
    data = {"@type": "Organization", "name": name or OFFICE}
    return data if name else data | {"url": settings.SITE_URL + reverse("home")}


def breadcrumbs(crumbs):
    """Return the breadcrumb list of [(words, path)], from the home page on."""
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
    """Return the website with its publisher and search."""
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
