"""What a page says of itself to browsers, to search engines, and where a link to it is shared."""

import re

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from smartcity.outputs import jsonld

register = template.Library()


@register.simple_block_tag
def caught(content):
    """What stands inside, in one line, to be written more than once: `{% caught as name %}`."""
    return mark_safe(" ".join(content.split()))  # noqa: S308 - rendered, so escaped already


@register.filter
def link_target(markup):
    """The address in a link element, or nothing."""
    match = re.search(r'href="([^"]*)"', markup)
    return mark_safe(match[1]) if match else ""  # noqa: S308 - stood in an attribute before


@register.simple_tag
def crumbs(label, url):
    """[(words, path)] from the start on, over the list the page belongs to if there is one."""
    start = (_("Home"), reverse("home"))
    return [start, (label, url)] if url else [start]


@register.filter
def crumbs_data(crumbs):
    """The same for search engines."""
    return jsonld.script_text(jsonld.breadcrumbs(crumbs))


@register.simple_tag
def website_data():
    return jsonld.script_text(jsonld.website())
