from django.conf import settings
from django.core.management.base import CommandError

from smartcity.management.debug import DebugCommand
from smartcity.models import User

NAME = "redaktion"


class Command(DebugCommand):
    help = "Makes sure that a local editor's account exists, and prints its password."

    def handle(self, **options):
        password = settings.DEV_LOGIN_PASSWORD
        if not password:
            raise CommandError("DEV_LOGIN_PASSWORD is not set; `make run` writes one into .env.")
        user, _ = User.objects.get_or_create(username=NAME)
        user.is_staff = user.is_superuser = user.is_active = True
        # A password set anew, even the same one, ends all sessions.
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        self.stdout.write(f"Login: {NAME}, password {password}, at {settings.SITE_URL}/admin/")
