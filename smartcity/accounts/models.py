from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .deletion import AccountManager, forget_person


class LowerCaseEmailField(models.EmailField):
    """An e-mail address stored in lower case, as allauth compares it."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value and value.lower()


class User(AbstractUser):
    email = LowerCaseEmailField(_("email address"), blank=True)
    projects = models.ManyToManyField(
        "conferences.ModelProject",
        verbose_name=_("model projects"),
        related_name="editors",
        blank=True,
        help_text=_("Hosts edit the conferences of these projects."),
    )
    is_deleted = models.BooleanField(_("deleted"), default=False, editable=False)

    objects = AccountManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="smartcity_user_email_is_unique",
                condition=~Q(email=""),
                violation_error_message=_("Another account has this e-mail address."),
            ),
            models.CheckConstraint(
                name="smartcity_user_deleted_has_no_login",
                condition=Q(is_deleted=False) | Q(is_active=False, email=""),
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def delete(self, using=None, keep_parents=False):
        """Anonymize the row and keep it for records that refer to it; see `accounts.deletion`.

        Return what Django's method returns.
        """
        with transaction.atomic(using=using):
            forget_person(self)
        return 1, {self._meta.label: 1}
