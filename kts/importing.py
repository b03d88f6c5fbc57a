"""How facts become networks and articles."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db.models import DateField
from django.utils import timezone

from conferences.importing import themes_of
from conferences.models import Conference, ModelProject

from .models import Article, Network

NETWORK = ["slug", "name", "kind", "purpose", "source"]
ARTICLE = ["title", "kind", "teaser", "checked_on", "licence", "source"]
ARTICLE_HEAD = [
    *[*ARTICLE, "authors", "size", "published_on"],
    *["themes", "projects", "conferences"],
]
MORNING = time(8)


def add_networks(facts):
    for row in facts.table("networks.csv", [*NETWORK, "contact", "themes", "members"]):
        network = row.fill(Network, *NETWORK, optional=Network.FACTS, contact_office="contact")
        network.publish(facts.now)
        projects = facts.find_several(ModelProject, row, "members")
        facts.add(network, row, themes=themes_of(facts, row), projects=projects)


def add_articles(facts):
    for text in facts.texts("articles", ARTICLE_HEAD):
        article = text.fill(
            *[Article, *ARTICLE, "slug", "text"],
            optional=Article.FACTS,
            authors_office="authors",
            municipality_size="size",
        )
        article.publish(moment_of_publication(facts, text))
        facts.add(
            article,
            text,
            themes=themes_of(facts, text),
            projects=facts.find_several(ModelProject, text, "projects"),
            conferences=facts.find_several(Conference, text, "conferences"),
        )


def moment_of_publication(facts, text):
    """In the morning of its day, never in the future."""
    try:
        day = DateField().clean(text["published_on"], None)
    except ValidationError:
        facts.refuse(text, f"published_on “{text['published_on']}” is no date (2022-03-11)")
        return facts.now
    return min(facts.now, timezone.make_aware(datetime.combine(day, MORNING)))
