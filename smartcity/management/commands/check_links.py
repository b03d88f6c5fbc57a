import time
from ipaddress import ip_network

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from smartcity.links.checking import check, due_links
from smartcity.links.models import CheckedLink


class Command(BaseCommand):
    help = "Follows the public links to elsewhere and notes which of them are broken."

    def add_arguments(self, parser):
        parser.add_argument(
            "--allow-network",
            type=ip_network,
            action="append",
            default=[],
            metavar="CIDR",
            help="also ask machines in this network (10.1.0.0/16); by default only public ones",
        )
        parser.add_argument("--limit", type=int, default=500, help="ask at most so many addresses")
        parser.add_argument(
            "--minutes", type=float, default=60, help="ask nothing more after this time"
        )
        parser.add_argument(
            "--delay", type=float, default=2, help="seconds between two questions to a host"
        )

    def handle(self, *, allow_network, limit, minutes, delay, **options):
        end = time.monotonic() + minutes * 60
        addresses = due_links(timezone.now())[:limit]
        checked = 0
        with tqdm(total=len(addresses), desc="Links", unit="", disable=None) as progress:
            for _link in check(addresses, allowed=allow_network, delay=delay):
                checked += 1
                progress.update()
                if time.monotonic() > end:
                    break
        broken = CheckedLink.objects.broken().count()
        self.stdout.write(f"Links: {checked} checked, {broken} broken.")
