from django.conf import settings
from django.core.management.base import CommandError

from smartcity.accounts.models import User
from smartcity.accounts.second_factor import DEV_LOGIN, remove_second_factor
from smartcity.management.debug import DebugCommand


class Command(DebugCommand):
    help = "Makes sure that a local editor's account exists, and prints its password."

    def handle(self, **options):
        """Create the login and print it; raise CommandError if no password is set."""
        password = settings.DEV_LOGIN_PASSWORD
        if not password:
            raise CommandError("DEV_LOGIN_PASSWORD is not set; `make run` writes one into .env.")
        user, _ = User.objects.get_or_create(username=DEV_LOGIN)
        user.is_staff = user.is_superuser = user.is_active = True
        # A password set anew, even the same one, ends all sessions.
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        # `make serve` asks for one; the login that is printed must do without.
        remove_second_factor(user)
        self.stdout.write(f"Login: {DEV_LOGIN}, password {password}, at {settings.SITE_URL}/admin/")
