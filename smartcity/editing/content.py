"""How editors write: every admin of something that readers see stands on `ContentAdmin`."""

from contextlib import suppress
from functools import partial

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin
from django.db import OperationalError, models
from django.utils import timezone
from js_asset.media import Media

from smartcity.content.deletion import told_to_editors, why_kept
from smartcity.content.models import WorkflowStep
from smartcity.content.proposals import must_propose
from smartcity.content.values import in_words
from smartcity.media.storage import NotStored
from smartcity.media.texts_with_pictures import text_columns
from smartcity.publishing.publication import Publishable
from smartcity.publishing.roles import editable_rows, is_editable_by, reads_internal
from smartcity.search.query import MAX_WORDS
from smartcity.sql.busy import is_busy

from .collisions import KEEP, KNOWN, OPENED, SHOWN, collision_of, known_write, named, theirs_kept
from .content_forms import BUSY, BUSY_WITH_FILES, NO_ROOM, ContentForm
from .door import (
    ChangedMeanwhile,
    GuardedList,
    begin_saving,
    numbers_in_range,
    rendered,
    through_the_door,
    validated_before_the_door,
)
from .history import HistoryAdmin
from .part_forms import MOST_PARTS, PartsFormSet

# For `search_fields`: the column that holds everything searched, folded when it was saved.
FOLDED_TEXT = "search_text__contains"
# How often a form is validated without the lock before writers wait for it.
ATTEMPTS = 3
HTTPS_LINKS = {models.URLField: {"assume_scheme": "https"}}


def to_read(field):
    """A column of the admin with the words of a rich text instead of its markup."""

    @admin.display(description=field.verbose_name)
    def words(obj):
        return in_words(type(obj), field.name, field.value_from_object(obj))

    words.__name__ = field.name
    return words


def is_open_to(user, obj):
    return obj is None or is_editable_by(user, obj)


class PartsInline:
    form = ContentForm
    formset = PartsFormSet
    formfield_overrides = HTTPS_LINKS
    extra = 0
    max_num = MOST_PARTS

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, absolute_max=MOST_PARTS, **kwargs)
        formset.form.is_proposal = must_propose(request.user, obj)
        formset.collision = collision_of(obj, request.POST)
        return formset


class ContentAdmin(HistoryAdmin, GuardedList, admin.ModelAdmin):
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
        """Validate once more if somebody else saved meanwhile, at last while all others wait."""
        for _attempt in range(ATTEMPTS):
            with suppress(ChangedMeanwhile), validated_before_the_door(request):
                return rendered(view())
        with through_the_door(request), validated_before_the_door(request):
            return rendered(view())

    def refused(self, request, view, obstacle):
        """The form with everything that was entered, and a sentence."""
        request.obstacle = obstacle
        with numbers_in_range():
            return rendered(view())

    def delete_view(self, request, *args, **kwargs):
        with through_the_door(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with through_the_door(request):
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
        begin_saving(request)
        # Until the transaction ends: `save_related` writes the same object.
        request.saving.enter_context(request.content_change.writing(obj))
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with request.content_change.writing(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with request.content_change.writing(*queryset):
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs, request):
        """Besides what Django protects, name what has been public."""
        found = super().get_deleted_objects(objs, request)
        *found, protected = told_to_editors(found, WorkflowStep)
        kept = [f"{obj} – {reason}" for obj in objs if (reason := why_kept(obj))]
        return *found, [*protected, *kept]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user, form.today = request.user, request.today
        form.is_proposal = must_propose(request.user, obj)
        form.collision = collision_of(obj, request.POST)
        form.theirs_kept = theirs_kept(request.POST) if obj else []
        form.shown = named(request.POST, SHOWN)
        form.obstacle = getattr(request, "obstacle", "")
        return form

    def get_fieldsets(self, request, obj=None):
        others = dict.fromkeys(self.hidden_fields(request))
        if obj and not self.has_change_permission(request, obj):
            texts = [self.opts.get_field(it) for it in text_columns(self.model)]
            others |= {it.name: to_read(it) for it in texts}
        fieldsets = super().get_fieldsets(request, obj)
        return [(name, with_fields(options, others)) for name, options in fieldsets]

    def hidden_fields(self, request):
        return [] if reads_internal(request.user) else self.internal_fields

    def told_to(self, request, lines):
        if not reads_internal(request.user):
            for line in lines:
                line.leave_out_internal(self.internal_fields)
        return lines

    def values_restored(self, request, obj, version):
        values = super().values_restored(request, obj, version)
        hidden = self.hidden_fields(request)
        return {name: value for name, value in values.items() if name not in hidden}

    def get_prepopulated_fields(self, request, obj=None):
        """Only at first: an address that follows a corrected title would move the page."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        choices = db_field.remote_field.model._default_manager.all()
        if hasattr(choices, "current"):
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
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    @csp_update({"style-src": [UNSAFE_INLINE]})
    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """The rich text editor brings styles and an import map, which needs the nonce."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context |= {"known_name": KNOWN, "known_write": known_write(obj) if obj else None}
        context |= collision_in(context["adminform"].form)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def with_fields(options, others):
    """The options of a fieldset with some fields replaced, or taken out by None, also in rows."""

    def replaced(field):
        if isinstance(field, tuple):
            return tuple(filter(None, map(replaced, field)))
        return others.get(field, field)

    return options | {"fields": [*filter(None, map(replaced, options["fields"]))]}


def collision_in(form):
    """What the page tells of it, if the form was refused for it."""
    collision = getattr(form, "collision", None)
    if not (form.is_bound and collision and collision.is_there):
        return {}
    return {
        "choices": collision.choices(form),
        "elsewhere": collision.elsewhere(form),
        "keep_prefix": KEEP,
        "shown_prefix": SHOWN,
        "opened_name": OPENED,
        "opened_write": collision.known,
    }
