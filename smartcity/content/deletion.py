"""Decide what may be deleted: nothing that was public, and nothing that is in use."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.media.texts_with_pictures import texts_showing
from smartcity.publishing.addresses import merge_target
from smartcity.publishing.publication import Publishable
from smartcity.publishing.relations import related_rows


def deletion_obstacle(obj):
    """Return why *obj* cannot be deleted, as a phrase for editors, or an empty string."""
    if isinstance(obj, Publishable):
        reason = _("is or was meant for the public: withdraw it instead of deleting it")
        return "" if obj.may_be_deleted else reason
    if texts := texts_showing(obj):
        titles = ", ".join(map(str, texts))
        return _("stands in the text of %s: take it out there first") % titles
    if is_in_use(obj):
        return _("is in use, and addresses lead to it: take it out there first, or merge it")
    return ""


def is_in_use(obj):
    """Return whether a many-to-many relation or a merge leads to *obj*.

    Foreign keys protect their targets by themselves.
    """
    relations = [item for item in obj._meta.related_objects if item.many_to_many]
    is_shown = any(related_rows(obj, item.get_accessor_name()).exists() for item in relations)
    return is_shown or merge_target(obj) != obj


def readable_deletions(deleted, *hidden):
    """Return Django's summary of objects to delete without link tables and the models *hidden*.

    *deleted* is the result of `ModelAdmin.get_deleted_objects`. Link tables have no names that
    editors understand.
    """
    tree, counts, *others = deleted
    links = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
    ]
    left_out = [model._meta for model in [*links, *hidden]]
    prefixes = tuple(f"{capfirst(options.verbose_name)}: " for options in left_out)
    names = {str(options.verbose_name_plural) for options in left_out}
    counts = {name: count for name, count in counts.items() if str(name) not in names}
    return without(tree, prefixes), counts, *others


def without(tree, prefixes):
    """Return the nested list without the lines that start with one of *prefixes*."""
    nodes = [node for node in tree if isinstance(node, list) or not node.startswith(prefixes)]
    return [without(node, prefixes) if isinstance(node, list) else node for node in nodes]
