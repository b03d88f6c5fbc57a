"""What may be deleted: nothing that was public, and nothing that anything else shows."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.media.texts_with_pictures import texts_showing
from smartcity.publishing.addresses import merge_target
from smartcity.publishing.publication import Publishable
from smartcity.publishing.relations import related_rows


def why_kept(obj):
    """Why it cannot be deleted, in words for editors; nothing if it can."""
    if isinstance(obj, Publishable):
        kept = not obj.may_be_deleted
        return kept and _("is or was meant for the public: withdraw it instead of deleting it")
    if texts := texts_showing(obj):
        titles = ", ".join(map(str, texts))
        return _("stands in the text of %s: take it out there first") % titles
    if is_in_use(obj):
        return _("is in use, and addresses lead to it: take it out there first, or merge it")
    return ""


def is_in_use(obj):
    """Foreign keys protect what they point at by themselves; many-to-many relations do not."""
    relations = [item for item in obj._meta.related_objects if item.many_to_many]
    is_shown = any(related_rows(obj, item.get_accessor_name()).exists() for item in relations)
    return is_shown or merge_target(obj) != obj


def told_to_editors(deleted, *hidden):
    """What Django found to be deleted, without rows that only link two things, and *hidden* ones.

    For those it has words of programmers only.
    """
    tree, counts, *others = deleted
    links = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
    ]
    left_out = [model._meta for model in [*links, *hidden]]
    begins = tuple(f"{capfirst(options.verbose_name)}: " for options in left_out)
    names = {str(options.verbose_name_plural) for options in left_out}
    counts = {name: count for name, count in counts.items() if str(name) not in names}
    return without(tree, begins), counts, *others


def without(tree, begins):
    """The nested list without lines that begin so."""
    kept = [node for node in tree if isinstance(node, list) or not node.startswith(begins)]
    return [without(node, begins) if isinstance(node, list) else node for node in kept]
