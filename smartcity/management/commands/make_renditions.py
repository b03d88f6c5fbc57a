from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from smartcity.media.pictures import Picture
from smartcity.media.renditions import delete_damaged, make_missing, missing_renditions
from smartcity.media.storage import NotStored


class Command(BaseCommand):
    help = "Makes the smaller versions of pictures that are missing or damaged."

    def handle(self, **options):
        """Make what is missing; raise CommandError if a file cannot be stored."""
        made = 0
        try:
            for picture in tqdm(Picture.objects.all(), desc="Pictures", unit="", disable=None):
                delete_damaged(picture)
                made += make_missing(picture)
                if missing_renditions(picture):
                    self.stderr.write(f"{picture.file.name}: lost or damaged.")
        except NotStored as error:
            raise CommandError(f"Renditions: {made} made, then: {error}") from error
        self.stdout.write(f"Renditions: {made} made.")
