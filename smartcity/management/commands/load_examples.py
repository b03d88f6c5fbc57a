from django.core.management.base import CommandError
from django.utils import timezone

from conferences.examples.loading import FactsMissing, examples, make_examples, remove_examples
from smartcity.content.transaction import content_change
from smartcity.management.debug import DebugCommand


class Command(DebugCommand):
    help = "Makes invented upcoming conferences, each marked as an example, if there are none."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take all of them away again")

    def handle(self, *, remove, **options):
        work = remove_examples if remove else make_examples
        with content_change(timezone.now()) as change:
            before = examples().count()
            if bool(before) == remove:
                self.work(work, change)
            self.stdout.write(f"Examples: {before} before, {examples().count()} now.")

    def work(self, work, change):
        """Call *work* with *change*; raise CommandError if facts are missing."""
        try:
            work(change)
        except FactsMissing as missing:
            raise CommandError(f"Facts are missing ({missing}); run load_facts first.") from missing
