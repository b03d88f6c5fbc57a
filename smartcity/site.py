"""What every template may know about the website, whoever asks."""

from django.conf import settings

from .models import Page


def site(request):
    return {"SITE_URL": settings.SITE_URL, "optional_pages": optional_pages}


def optional_pages():
    """[(address, title)] of the pages that are linked only once they have a text.

    Templates call it where they show it: no other page asks, the one for failures least of all.
    """
    written = Page.objects.written().filter(slug__in=Page.OPTIONAL).order_by("-slug")
    return [(page.get_absolute_url(), page.title) for page in written.defer("body")]
