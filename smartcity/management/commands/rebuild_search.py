from django.core.management.base import BaseCommand
from django.db import reset_queries
from django.utils import timezone
from tqdm import tqdm

from smartcity.content import search_rebuilding


class Command(BaseCommand):
    help = "Makes what the search looks in: where it is missing, or all since the format changed."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="make it anew everywhere")

    def handle(self, **options):
        now = timezone.now()
        everything = options["all"] or search_rebuilding.is_outdated(now)
        if everything:
            search_rebuilding.forget_words()
        rows = search_rebuilding.rows_to_store(everything)
        if total := sum(queryset.count() for queryset in rows):
            self.rebuild(rows, total, now)
        if everything:
            search_rebuilding.note_format(now)

    def rebuild(self, rows, total, now):
        with tqdm(total=total, desc="Search", unit="", disable=None) as progress:
            for queryset in rows:
                for stored in search_rebuilding.rebuild(queryset, now):
                    progress.update(stored)
                    # In debug Django keeps every statement.
                    reset_queries()
        self.stdout.write(f"Search: {total} stored.")
