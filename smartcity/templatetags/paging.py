from django import template

register = template.Library()


@register.filter
def elided(page):
    """The page numbers worth a link: “1 … 4 5 6 … 90”."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
