"""A deleted account leaves its row behind, without anything of the person.

The log and what else tells who did something refer to accounts: Django's log would go with the
row, the history, steps and proposals would be in nobody's name.
"""

from django.apps import apps
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
    name = str(account)
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
    rename_in_histories(account, name)


def rename_in_histories(account, name):
    """Histories and the log tell in words whose proposals were taken over, by this *name*."""
    before, after = taken_over_from(name), taken_over_from(account)
    proposals = apps.get_model("smartcity.Proposal").objects.filter(author=account)
    for proposal in proposals.select_related("content_type"):
        model = proposal.content_type.model_class()
        versions = model.history.filter(**{model._meta.pk.name: proposal.object_id})
        versions.filter(history_change_reason=before).update(history_change_reason=after)
        logged = LogEntry.objects.filter(content_type=proposal.content_type)
        logged = logged.filter(object_id=str(proposal.object_id), change_message=before)
        logged.update(change_message=after)


def taken_over_from(who):
    """What the history of an object says of a proposal to it."""
    return _("Took over what %s proposed.") % who
