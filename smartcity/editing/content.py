"""The base of the admins of public content."""

from contextlib import suppress
from functools import partial

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin
from django.db import OperationalError
from django.utils import timezone
from js_asset.media import Media

from smartcity.content.deletion import deletion_obstacle, readable_deletions
from smartcity.content.history.restoring import restorable_values
from smartcity.content.models import WorkflowStep
from smartcity.content.proposals import must_propose
from smartcity.media.storage import NotStored
from smartcity.publishing.addresses import NamedQuerySet
from smartcity.publishing.publication import Publishable
from smartcity.publishing.roles import editable_rows, is_editable_by, permission, reads_internal
from smartcity.search.query import MAX_WORDS
from smartcity.sql.busy import is_busy

from .composed import ComposedAdmin
from .fieldsets import columns_to_read, with_fields
from .forms.collisions import KNOWN, Collision, known_write
from .forms.content import BUSY, BUSY_WITH_FILES, NO_ROOM, OBSTACLE, ContentForm
from .history import HISTORY_PAGES
from .inlines import HTTPS_LINKS
from .transactions import (
    ConcurrentChange,
    bad_request_on_value_error,
    begin_transaction,
    content_transaction,
    deferred_transaction,
    rendered,
)

# For `search_fields`: the column that holds everything searched, folded when it was saved.
FOLDED_TEXT = "search_text__contains"
# How often a form is validated without the lock before writers wait for it.
ATTEMPTS = 3


def is_open_to(user, obj):
    return obj is None or is_editable_by(user, obj)


class ContentAdmin(ComposedAdmin, admin.ModelAdmin):
    """The admin of something that readers see; what it does besides Django's is a page."""

    pages = HISTORY_PAGES
    form = ContentForm
    change_form_template = "admin/content_change_form.html"
    change_list_template = "admin/content_change_list.html"
    formfield_overrides = HTTPS_LINKS
    # Columns that hosts neither read nor write.
    internal_fields = ("source",)
    # Searches do not count the whole table.
    show_full_result_count = False

    class Media:
        # Behind the script of Django whose function it replaces.
        js = ["admin/js/urlify.js", "js/address.js"]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = partial(self._changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self.validated_and_saved(request, view)
        except NotStored:
            return self.refused(request, view, NO_ROOM)
        except OperationalError as error:
            if not is_busy(error):
                raise
            sentence = BUSY_WITH_FILES if request.FILES else BUSY
            request.FILES.clear()
            return self.refused(request, view, sentence)

    def validated_and_saved(self, request, view):
        """Save a valid form; validate it again if somebody else saved meanwhile."""
        for _attempt in range(ATTEMPTS):
            with suppress(ConcurrentChange), deferred_transaction(request):
                return rendered(view())
        with content_transaction(request), deferred_transaction(request):
            return rendered(view())

    def refused(self, request, view, obstacle):
        """Return the form with everything that was entered, and an error message."""
        token = OBSTACLE.set(obstacle)
        try:
            with bad_request_on_value_error():
                return rendered(view())
        finally:
            OBSTACLE.reset(token)

    def delete_view(self, request, *args, **kwargs):
        with content_transaction(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with content_transaction(request):
            return super().changelist_view(request, *args, **kwargs)

    def get_queryset(self, request):
        return editable_rows(super().get_queryset(request), request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and is_open_to(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_open_to(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_open_to(request.user, obj)

    def save_model(self, request, obj, form, change):
        begin_transaction(request)
        # Until the transaction ends: `save_related` writes the same object.
        request.transaction.enter_context(request.content_change.writing(obj))
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with request.content_change.writing(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with request.content_change.writing(*queryset):
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs, request):
        """Return what would be deleted; objects that were public are protected."""
        deleted = super().get_deleted_objects(objs, request)
        *deleted, protected = readable_deletions(deleted, WorkflowStep)
        kept = [f"{obj} – {reason}" for obj in objs if (reason := deletion_obstacle(obj))]
        return *deleted, [*protected, *kept]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user, form.today = request.user, request.today
        form.is_proposal = must_propose(request.user, obj)
        form.collision = Collision(obj, request.POST)
        return form

    def get_fieldsets(self, request, obj=None):
        others = dict.fromkeys(self.hidden_fields(request))
        if obj and not self.has_change_permission(request, obj):
            others |= columns_to_read(self.model)
        fieldsets = super().get_fieldsets(request, obj)
        return [(name, with_fields(options, others)) for name, options in fieldsets]

    def hidden_fields(self, request):
        return [] if reads_internal(request.user) else self.internal_fields

    def values_restored(self, request, obj, version):
        """Return what an earlier version gives *obj* back, without what the user may not write."""
        hidden = {*self.hidden_fields(request)}
        for name in version.part_names:
            part = self.opts.get_field(name).related_model
            verbs = ("add", "change", "delete")
            if not request.user.has_perms([permission(verb, part) for verb in verbs]):
                hidden.add(name)
        values = restorable_values(version)
        return {name: value for name, value in values.items() if name not in hidden}

    def get_prepopulated_fields(self, request, obj=None):
        """Only at first: an address that follows a corrected title would move the page."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        choices = db_field.remote_field.model._default_manager.all()
        if isinstance(choices, NamedQuerySet):
            kwargs["queryset"] = choices.current()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        # More words than the search itself takes would be more than SQLite compares.
        search_term = " ".join(search_term.replace("\x00", "").split()[:MAX_WORDS])
        if FOLDED_TEXT in self.search_fields:
            return queryset.searching(search_term), False
        return super().get_search_results(request, queryset, search_term)

    def get_view_on_site_url(self, obj=None):
        """Only for what readers can see by now, whatever a form was filled with."""
        if isinstance(obj, Publishable):
            published = self.model._default_manager.published(timezone.now())
            obj = published.filter(pk=obj.pk).first()
        # Not Django's way through `/admin/r/`, which asks nobody's rights and is shut.
        return obj.get_absolute_url() if obj and self.view_on_site else None

    @csp_update({"style-src": [UNSAFE_INLINE]})
    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """The rich text editor brings styles and an import map, which needs the nonce."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context |= {"known_name": KNOWN, "known_write": known_write(obj) if obj else None}
        form = context["adminform"].form
        if form.is_bound:
            context |= form.collision.context(form)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
