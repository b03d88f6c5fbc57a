from django.core.management.base import BaseCommand
from django.db import reset_queries
from django.utils import timezone
from tqdm import tqdm

from conferences.calendar.entries import entry_format, rebuild_all, void_entries
from conferences.models import Conference
from smartcity.content.transaction import current_version


class Command(BaseCommand):
    help = "Makes all calendar entries anew; stores those that are missing, old or wrong."

    def handle(self, **options):
        now = timezone.now()
        if current_version(now).entry_format not in ["", entry_format()]:
            void_entries(Conference, now)
        if stored := self.rebuild(Conference.objects.with_day_after(0).count()):
            self.stdout.write(f"Calendar entries: {stored} stored.")

    def rebuild(self, total):
        stored = 0
        with tqdm(total=total, desc="Calendar entries", unit="", disable=None) as progress:
            for looked_at, built in rebuild_all(Conference):
                progress.update(looked_at)
                stored += built
                # In debug Django keeps every statement.
                reset_queries()
        return stored
