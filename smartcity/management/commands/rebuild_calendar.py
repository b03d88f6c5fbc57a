from django.core.management.base import BaseCommand
from django.db import reset_queries
from django.utils import timezone
from tqdm import tqdm

from conferences.entries import entry_format, rebuild_missing, void_entries
from conferences.models import Conference
from smartcity.content import current_version


class Command(BaseCommand):
    help = "Builds the calendar entries that are missing, or void since the format changed."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="make every entry anew")

    def handle(self, **options):
        now = timezone.now()
        stored_format = current_version(now).entry_format
        if options["all"] or stored_format not in ["", entry_format()]:
            void_entries(Conference, now)
            self.stdout.write("Calendar entries: all are made anew.")
        if missing := Conference.objects.without_entry().count():
            self.rebuild(missing)

    def rebuild(self, missing):
        with tqdm(total=missing, desc="Calendar entries", unit="", disable=None) as progress:
            for built in rebuild_missing(Conference):
                progress.update(built)
                # In debug Django keeps every statement.
                reset_queries()
        self.stdout.write(f"Calendar entries: {missing} built.")
