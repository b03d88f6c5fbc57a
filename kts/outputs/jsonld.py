"""Translate an article to schema.org, for search engines."""

from django.conf import settings
from django.utils import timezone

from smartcity.outputs.jsonld import organisation, without_empty


def article_of(article):
    """Return the schema.org Article; load with `for_page`."""
    address = settings.SITE_URL + article.get_absolute_url()
    data = {
        "@type": "Article",
        "headline": article.title,
        "description": article.teaser,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": settings.LANGUAGE_CODE,
        "datePublished": moment(article.published_at),
        "dateModified": moment(article.changed_at),
        "author": organisation(article.authors_office),
        "publisher": organisation(""),
        "image": image_of(article.picture),
        "about": [theme_of(theme) for theme in article.themes.all()],
    }
    return without_empty(data)


def moment(at):
    return timezone.localtime(at).isoformat(timespec="seconds")


def image_of(picture):
    if picture is None:
        return {}
    image = {
        "@type": "ImageObject",
        "url": settings.SITE_URL + picture.file.url,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.alt,
        "creditText": picture.credit,
    }
    return without_empty(image)


def theme_of(theme):
    address = settings.SITE_URL + theme.get_absolute_url()
    return {"@type": "Thing", "name": theme.name, "url": address}
