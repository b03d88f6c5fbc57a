from django import template

from kts import jsonld
from smartcity.jsonld import in_script

register = template.Library()


@register.simple_tag
def article_data(article):
    """The article for search engines."""
    return in_script(jsonld.article_of(article))
