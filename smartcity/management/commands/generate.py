from random import Random

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import reset_queries
from django.utils import timezone
from tqdm import tqdm

from conferences.generating.storing import (
    generate_conferences,
    generate_projects,
    lay_conferences_in_order,
    slugs_for,
)
from conferences.models import Conference
from kts.generating import generate_articles
from smartcity.content.transaction import content_change
from smartcity.management.debug import DebugCommand


class Command(DebugCommand):
    help = "Fills the database with plausible conferences and articles, all marked as examples."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="how many conferences; a tenth of articles")
        parser.add_argument("--seed", type=int, default=0, help="another number, other examples")
        parser.add_argument(
            "--projects", action="store_true", help="also a fiftieth of model projects"
        )

    def handle(self, *, number, seed, projects, **options):
        """Generate the rows; raise CommandError if *number* is below 1."""
        if number < 1:
            raise CommandError(f"At least 1 conference, not {number}.")
        # A second run with the same seed goes on instead of repeating UIDs.
        random = Random(f"{seed} {next(slugs_for(Conference))}")  # noqa: S311 – nothing secret
        now = timezone.now()
        articles = max(1, number // 10)
        with content_change(now) as change:
            if projects:
                generate_projects(number // 50, random)
            conferences = generate_conferences(number, random, now)
            self.follow("Conferences", number, conferences, change)
            self.follow("Articles", articles, generate_articles(articles, random, now), change)
        call_command("rebuild_calendar", stdout=self.stdout)
        # In a few minutes each row was written three times, which no editor ever does.
        lay_conferences_in_order()
        self.stdout.write(f"Generated {number} conferences and {articles} articles.")

    def follow(self, name, total, batches, change):
        with tqdm(total=total, desc=name, unit="", disable=None) as progress:
            for batch in batches:
                progress.update(len(batch))
                # In debug Django keeps every statement.
                reset_queries()
        # One stands for all: none of them was stored, shown or addressed before.
        change.note_created(batch[-1:])
