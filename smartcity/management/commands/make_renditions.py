from django.core.management.base import BaseCommand
from tqdm import tqdm

from smartcity.models import Picture
from smartcity.renditions import make_missing


class Command(BaseCommand):
    help = "Makes the smaller versions of pictures that are missing, for example after a restore."

    def handle(self, **options):
        pictures = tqdm(Picture.objects.all(), desc="Pictures", unit="", disable=None)
        self.stdout.write(f"Renditions: {sum(map(make_missing, pictures))} made.")
