"""Who may do what: the roles of the editorial office, applied after every migrate.

The module `permissions` of each app declares what a role may do to its models.

Superusers may do everything. What a role may do to rows of others is the word `editable_by` of
the queryset; which steps of publication there are is `smartcity.content.workflow`.
"""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import models

EDITORS = "Redaktion"
CHIEF_EDITORS = "Chefredaktion"
HOSTS = "Gastgeber"
TECHNICIANS = "Technik"

VIEW = ("view",)
CHANGE = ("view", "change")
WRITE = ("view", "add", "change", "delete")

# Of every model that editors publish. “edit_every” also means: what is public, without a proposal.
PUBLISHABLE_PERMISSIONS = (*WRITE, "edit_every", "submit", "publish", "withdraw")

# By role and model ("app.model"): what one may do to it. Each app declares its part.
ROLES = {EDITORS: {}, CHIEF_EDITORS: {}, HOSTS: {}, TECHNICIANS: {}}


def declare(permissions):
    """Add the permissions of an app to the roles; called by its `AppConfig.ready`.

    *permissions* has the shape of `ROLES`: {role: {"app.model": verbs}}.
    """
    for role, verbs_by_model in permissions.items():
        ROLES[role] |= verbs_by_model


class EditableQuerySet(models.QuerySet):
    def editable_by(self, user):
        """Return the rows that the user's role may edit: here, all of them."""
        return self


def permission(verb, model):
    """Return the name of a permission for `has_perm`; *model* is a class or an object."""
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


def may(user, verb, subject):
    """Return whether *user* may *verb* the model or the object *subject*."""
    if not user.has_perm(permission(verb, subject)):
        return False
    return isinstance(subject, type) or is_editable_by(user, subject)


def reads_internal(user):
    """Return whether *user* reads internal notes, which hosts do not."""
    names = (name.partition(".")[2] for name in user.get_all_permissions())
    return any(name.startswith("edit_every_") for name in names)


def is_editable_by(user, obj):
    """Return whether the user's role may edit the row."""
    rows = type(obj)._default_manager.all()
    if obj.pk is None or not isinstance(rows, EditableQuerySet):
        return True
    return rows.editable_by(user).filter(pk=obj.pk).exists()


def editable_rows(rows, user):
    """Return those of the queryset *rows* that the user's role may edit."""
    return rows.editable_by(user) if isinstance(rows, EditableQuerySet) else rows


def apply_roles(sender, using, apps=installed_apps, **kwargs):
    """Create the groups and give them exactly the declared permissions that exist already."""
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
    except LookupError:
        # Migrated back to before there were accounts.
        return
    permissions = permissions_by_name(using, apps)
    for role, declared in ROLES.items():
        group, _is_new = groups.get_or_create(name=role)
        group.permissions.set(
            [permissions[name] for name in names_of(declared) & permissions.keys()]
        )


def names_of(declared):
    names = set()
    for model, verbs in declared.items():
        app_label, name = model.split(".")
        names |= {f"{app_label}.{verb}_{name}" for verb in verbs}
    return names


def permissions_by_name(using, apps):
    """Return {“app.verb_model”: permission} of all apps, after creating those that are missing."""
    for app_config in installed_apps.get_app_configs():
        create_permissions(app_config, verbosity=0, using=using, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    rows = permissions.select_related("content_type")
    return {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in rows
    }
