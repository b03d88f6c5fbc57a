from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from conferences import importing as conferences
from kts import importing as kts
from smartcity.content.transaction import content_change
from smartcity.models import Page
from smartcity.spreadsheets.fact_files import FactsRefused
from smartcity.spreadsheets.facts import Facts


def add_pages(facts):
    """Add the pages that the folder of facts has texts for."""
    for text in facts.texts("pages", ["title"]):
        facts.add(text.fill(Page, "slug", "title", body="text"), text)


# What others refer to comes first.
STEPS = [
    add_pages,
    conferences.add_accessibility,
    conferences.add_themes,
    conferences.add_series,
    conferences.add_projects,
    conferences.add_conferences,
    kts.add_networks,
    kts.add_articles,
]


class Command(BaseCommand):
    help = "Creates what the fact files say and the database lacks; changes nothing else."

    def add_arguments(self, parser):
        parser.add_argument(
            "--fixtures",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            help="folder with the tables, articles/ and pages/",
        )

    def handle(self, *, fixtures, **options):
        """Load the facts; raise CommandError, with all faults, if anything is wrong with them."""
        try:
            self.stdout.write(self.load(fixtures))
        except FactsRefused as refusal:
            raise CommandError(f"Nothing was loaded.\n{refusal}") from refusal

    def load(self, folder):
        with content_change(timezone.now()) as change:
            facts = Facts(folder, change)
            for step in STEPS:
                step(facts)
            facts.refuse_if_wrong()
        return facts.summary()
