from django import template
from django.utils.translation import gettext_lazy as _

from kts.models import Article
from kts.outputs import jsonld
from smartcity.outputs.jsonld import script_text

register = template.Library()

KINDS = {
    Article.Kind.EXAMPLE: _("Practical examples"),
    Article.Kind.GUIDE: _("Guides"),
    Article.Kind.REPORT: _("Reports"),
    Article.Kind.INTERVIEW: _("Interviews"),
    Article.Kind.NEWS: _("News items"),
}


@register.simple_tag
def article_data(article):
    """Return the article as JSON-LD."""
    return script_text(jsonld.article_of(article))


@register.filter
def kind_in_plural(kind):
    """Return the name of the tab with all articles of a kind."""
    return KINDS[kind]
