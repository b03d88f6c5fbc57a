from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from smartcity.content.erasing import FileInUse, erase, files_named


class Command(BaseCommand):
    help = "Erases an uploaded file for good, also from the history: nothing brings it back."

    def add_arguments(self, parser):
        parser.add_argument("file", help="its address, or its name as the history tells it")

    def handle(self, **options):
        """Erase the file; raise CommandError if it is not one file, or something shows it."""
        part = unquote(urlsplit(options["file"]).path).removeprefix(settings.MEDIA_URL)
        names = files_named(part) if part else []
        if len(names) != 1:
            reason = (
                "\n".join(["Several files are called so:", *names]) if names else "No such file."
            )
            raise CommandError(reason)
        try:
            removed, cleared = erase(names[0], timezone.now())
        except FileInUse as error:
            raise CommandError(f"Take the picture out first: {error}") from error
        self.stdout.write(f"Erased {names[0]}: {removed} shown, {cleared} versions.")
