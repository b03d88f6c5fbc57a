"""Plausible articles in any number, for tests and measurements."""

from datetime import timedelta
from itertools import islice

from conferences.generating import words
from conferences.generating.storing import BATCH, slugs_for, some, store, store_search_columns
from conferences.models import Conference, Theme
from smartcity.publishing.publication import Publication

from .models import Article

# Back to the beginning of 2019 or so.
DAYS = 2800


def generate_articles(number, random, now):
    """Store *number* articles, most about a conference; yield them batch by batch."""
    slugs = slugs_for(Article)
    themes = list(Theme.objects.current().order_by("slug"))
    newest = Conference.objects.filter(is_example=True).order_by("-slug")
    conferences = list(newest.only("pk")[:BATCH])
    for begin in range(0, number, BATCH):
        batch = [article(random, slug, now) for slug in islice(slugs, min(BATCH, number - begin))]
        store(Article, batch)
        relate(random, batch, Article.themes.through, "theme", themes)
        relate(random, batch, Article.conferences.through, "conference", conferences)
        store_search_columns(Article, batch)
        yield batch


def article(random, slug, now):
    return Article(
        slug=slug,
        title=words.title(random),
        teaser=random.choice(words.SENTENCES),
        text=words.text(random, paragraphs=random.randint(2, 6)),
        kind=random.choice(Article.Kind.values),
        municipality_size=random.choice(["", *Article.Size.values]),
        authors_office="Redaktion",
        publication=Publication.PUBLISHED,
        published_at=now - timedelta(days=random.randrange(DAYS), minutes=random.randrange(600)),
        is_example=True,
    )


def relate(random, batch, through, name, objects):
    through.objects.bulk_create(
        through(article=made, **{name: obj}) for made in batch for obj in some(random, objects, 2)
    )
