"""A deleted account leaves its row behind, without anything of the person.

The log and what else tells who did something refer to accounts: Django's log would go with the
row, the history, steps and proposals would be in nobody's name.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import UserManager
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _


class AccountQuerySet(models.QuerySet):
    def current(self):
        """Those that are not deleted."""
        return self.filter(is_deleted=False)

    def delete(self):
        """Delete each as `Model.delete` does; return what Django's returns."""
        accounts = list(self)
        with transaction.atomic(using=self.db):
            for account in accounts:
                account.delete()
        return len(accounts), {self.model._meta.label: len(accounts)}

    delete.alters_data = True
    delete.queryset_only = True


class AccountManager(UserManager.from_queryset(AccountQuerySet)):
    use_in_migrations = False


def forget_person(account):
    """Take rights, logins and all that tells of the person from *account*, and save it."""
    for related in [account.groups, account.projects, account.user_permissions]:
        related.clear()
    account.authenticator_set.all().delete()
    account.username = _("former account %(number)s") % {"number": account.pk}
    account.first_name = account.last_name = account.email = ""
    account.is_active = account.is_staff = account.is_superuser = False
    account.is_deleted, account.last_login = True, None
    account.set_unusable_password()
    account.save()
    named = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(account), object_id=str(account.pk)
    )
    named.update(object_repr=str(account))
