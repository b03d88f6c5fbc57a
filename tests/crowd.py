"""Hundreds of rows at once, for tests that ask whether their number matters."""

from random import Random

from conferences.generating.storing import generate_conferences, generate_projects
from conferences.models import Theme
from kts.generating import generate_articles
from kts.models import Network
from smartcity.content.transaction import content_change
from tests.factories import (
    FIRST_DAY,
    NOW,
    TODAY,
    make_article,
    make_conference,
    make_network,
    make_project,
    make_theme,
    published,
)


def add_three():
    """Three of everything that lists show, in one change."""
    with content_change(NOW):
        for _ in range(3):
            theme, project = make_theme(), make_project(latitude=50, longitude=10)
            for day in (FIRST_DAY, TODAY, TODAY.replace(year=2021)):
                make_conference(themes=[theme], hosts=[project], starts_on=day)
            make_article(themes=[theme], projects=[project])
            make_network(themes=[theme], projects=[project])


def add_hundreds():
    """Three hundred more of everything."""
    numbers = range(1000, 1300)
    Theme.objects.bulk_create(
        Theme(name=f"Menge {n}", slug=f"menge-{n}", sort_key=f"{n}", kind=Theme.Kind.CONFERENCE)
        for n in numbers
    )
    random = Random(1)
    generate_projects(300, random)
    for generate in (generate_conferences, generate_articles):
        list(generate(300, random, NOW))
    fields = published({"kind": Network.Kind.COMMUNITY, "purpose": "Wozu es da ist."})
    Network.objects.bulk_create(
        Network(name=f"Netz {n}", slug=f"netz-{n}", sort_key=f"{n}", **fields) for n in numbers
    )
