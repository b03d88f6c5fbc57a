"""Metadata of a page for browsers, search engines and shared links."""

import re

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from smartcity.outputs import jsonld

register = template.Library()


@register.simple_block_tag
def caught(content):
    """Return the content in one line, to be used more than once: `{% caught as name %}`."""
    return mark_safe(" ".join(content.split()))  # noqa: S308 - rendered, so escaped already


@register.filter
def link_target(markup):
    """Return the URL of a link element, or ""."""
    match = re.search(r'href="([^"]*)"', markup)
    return mark_safe(match[1]) if match else ""  # noqa: S308 - stood in an attribute before


@register.simple_tag
def crumbs(label, url):
    """Return [(words, path)] from the home page over the list, if there is one."""
    start = (_("Home"), reverse("home"))
    return [start, (label, url)] if url else [start]


@register.filter
def crumbs_data(crumbs):
    """Return the breadcrumbs as JSON-LD."""
    return jsonld.script_text(jsonld.breadcrumbs(crumbs))


@register.simple_tag
def website_data():
    return jsonld.script_text(jsonld.website())
