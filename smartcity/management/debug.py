from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class DebugCommand(BaseCommand):
    """A command that runs in debug mode only."""

    def execute(self, *args, **options):
        """Run the command; raise CommandError outside of debug mode."""
        if not settings.DEBUG:
            raise CommandError("This command runs in debug mode only.")
        return super().execute(*args, **options)
