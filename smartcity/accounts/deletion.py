"""Deleting an account keeps its row but removes all personal data from it.

The log, the history, workflow steps and proposals refer to accounts. Deleting the row would also
delete Django's log entries and leave the other records without an author.
"""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import UserManager
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from smartcity.publishing.records import proposal_reason


class AccountQuerySet(models.QuerySet):
    def current(self):
        """Return the accounts that are not deleted."""
        return self.filter(is_deleted=False)

    def delete(self):
        """Delete each account as `Model.delete` does; return what Django's method returns."""
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
    """Remove rights, logins and personal data from *account* and save it."""
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
    """Replace *name* in the history and log entries about proposals of *account*."""
    before, after = proposal_reason(name), proposal_reason(account)
    proposals = apps.get_model("smartcity.Proposal").objects.filter(author=account)
    for proposal in proposals.select_related("content_type"):
        model = proposal.content_type.model_class()
        records = model.history.filter(**{model._meta.pk.name: proposal.object_id})
        records.filter(history_change_reason=before).update(history_change_reason=after)
        log_entries = LogEntry.objects.filter(content_type=proposal.content_type)
        log_entries = log_entries.filter(object_id=str(proposal.object_id), change_message=before)
        log_entries.update(change_message=after)
