from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def query_without(context, *names):
    """“?land=NW”: the query of the address but for *names*; nothing if nothing else is asked.

    `{% querystring %}` of Django 5.2 and 6.1 differ where nothing is left.
    """
    query = context["request"].GET.copy()
    for name in names:
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


@register.filter
def elided(page):
    """Return the page numbers to link to: “1 … 4 5 6 … 90”."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
