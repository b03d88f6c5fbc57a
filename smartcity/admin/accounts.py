"""Accounts are made by invitation; each chooses its own password and second factor."""

from functools import partial

from allauth.account.adapter import get_adapter
from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from smartcity.accounts.adapters import invite, send_role_notice
from smartcity.accounts.models import User
from smartcity.accounts.second_factor import (
    is_required,
    remove_second_factor,
    strong_roles_of,
    with_second_factor,
)
from smartcity.editing.composed import ComposedAdmin
from smartcity.editing.forms.typed import TypedTextForm

# What an account may do: nobody decides on their own, for whoever does could extend it.
RIGHTS = ["is_active", "groups", "projects"]


class AccountForm(TypedTextForm, forms.ModelForm):
    groups = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"),
        label=_("roles"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chefredaktion and Technik log in with a second factor."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = True


@admin.register(User)
class AccountAdmin(ComposedAdmin, UserAdmin):
    form = add_form = AccountForm
    add_form_template = None
    fieldsets = [
        (None, {"fields": ["first_name", "last_name", "email", "username"]}),
        (_("What this account may do"), {"fields": RIGHTS}),
        (_("Logins"), {"fields": ["date_joined", "last_login", "second_factor"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["first_name", "last_name", "email", "groups", "projects"],
                "description": _("A link with which to choose a password is sent by e-mail."),
            },
        )
    ]
    readonly_fields = ["username", "date_joined", "last_login", "second_factor"]
    autocomplete_fields = ["projects"]
    filter_horizontal = []
    list_display = ["__str__", "email", "roles", "is_active", "second_factor", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["first_name", "last_name", "email", "username"]
    ordering = ["last_name", "first_name", "username"]
    actions = ["invite_again", "remove_second_factors"]

    def get_queryset(self, request):
        accounts = super().get_queryset(request).current()
        if not request.user.is_superuser:
            accounts = accounts.filter(is_superuser=False)
        return with_second_factor(accounts).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj is None:
            return fields
        if obj.pk == request.user.pk:
            return [*fields, *RIGHTS]
        # Whoever changes the address of an account can have a password mailed, and take it over.
        is_in_use = obj.has_usable_password() or is_required(obj)
        is_shut = is_in_use and not request.user.is_superuser
        return [*fields, "email"] if is_shut else fields

    def has_delete_permission(self, request, obj=None):
        is_own = obj is not None and obj.pk == request.user.pk
        return not is_own and super().has_delete_permission(request, obj)

    @admin.display(description=_("roles"))
    def roles(self, user):
        return ", ".join(sorted(group.name for group in user.groups.all()))

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, user):
        return user.has_second_factor

    def get_deleted_objects(self, objs, request):
        """Return only the accounts themselves: what refers to them stays."""
        may_all = all(self.has_delete_permission(request, obj) for obj in objs)
        counted = {self.opts.verbose_name_plural: len(objs)}
        lines = [f"{capfirst(self.opts.verbose_name)}: {obj}" for obj in objs]
        return lines, counted, set() if may_all else {self.opts.verbose_name}, []

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.tell_what_stays(request)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self.tell_what_stays(request)

    def tell_what_stays(self, request):
        text = _("In the log and in histories the person is called “former account” from now on.")
        self.message_user(request, text)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.username = get_adapter().generate_unique_username([obj.email])
            obj.is_staff = True
            obj.set_unusable_password()
            transaction.on_commit(partial(self.invite, request, obj))
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        account = form.instance
        before = strong_roles_of(account)
        super().save_related(request, form, formsets, change)
        if given := strong_roles_of(account) - before:
            transaction.on_commit(partial(self.send_role_notice, request, account, given))

    def send_role_notice(self, request, account, roles):
        try:
            send_role_notice(request, account, roles)
        except OSError:
            text = _("Others could not be told by mail that %(account)s has a further role.")
            self.message_user(request, text % {"account": account}, messages.ERROR)

    def invite(self, request, user):
        try:
            invite(request, user)
        except OSError:
            text = _("The mail to %(email)s could not be sent. Invite again later.")
            self.message_user(request, text % {"email": user.email}, messages.ERROR)
        else:
            text = _("An invitation has been sent to %(email)s.")
            self.message_user(request, text % {"email": user.email}, messages.SUCCESS)

    @admin.action(description=_("Send the invitation again"), permissions=["change"])
    def invite_again(self, request, users):
        for user in users:
            if user.has_usable_password() or not (user.is_active and user.email):
                text = _("%(user)s needs no invitation: has a password, is locked or has no mail.")
                self.message_user(request, text % {"user": user}, messages.WARNING)
            else:
                self.invite(request, user)

    @admin.action(description=_("Remove the second factor (lost device)"), permissions=["change"])
    def remove_second_factors(self, request, users):
        if users.filter(pk=request.user.pk).exists():
            text = _("Your own second factor you remove under “Your account”.")
            self.message_user(request, text, messages.WARNING)
        for user in users.exclude(pk=request.user.pk):
            remove_second_factor(user)
            self.log_change(request, user, _("Second factor removed."))
            text = _("The second factor of %(user)s is removed.")
            self.message_user(request, text % {"user": user}, messages.SUCCESS)

    @csp_update({"style-src": [UNSAFE_INLINE]})
    def render_change_form(self, request, context, *args, **kwargs):
        """Render the form with a policy that allows the styles of completing fields."""
        return super().render_change_form(request, context, *args, **kwargs)

    def user_change_password(self, request, *args, **kwargs):
        """Raise Http404: nobody chooses the password of somebody else."""
        raise Http404
