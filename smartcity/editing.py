"""How editors write: every admin of something that readers see stands on `ContentAdmin`."""

from contextlib import contextmanager

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.db import models
from django.utils import timezone
from js_asset.media import Media

from .content import content_change
from .content_forms import ContentForm, PartsFormSet
from .deletion import why_kept
from .folding import fold_for_search
from .publishing import Publishable

# For `search_fields`: the column that holds everything searched, folded when it was saved.
FOLDED_TEXT = "search_text__contains"
HTTPS_LINKS = {models.URLField: {"assume_scheme": "https"}}


class PartsInline:
    form = ContentForm
    formset = PartsFormSet
    formfield_overrides = HTTPS_LINKS
    extra = 0


@contextmanager
def through_the_door(request):
    """A POST may write content; a page that is only read leaves the version alone.

    What a tampered address or list of ticked boxes makes of a number is a bad request.
    """
    try:
        if request.method != "POST":
            yield
        else:
            with content_change(request.now) as request.content_change:
                yield
    except (ValueError, OverflowError) as error:
        raise BadRequest from error


class GuardedList:
    """PostgreSQL compares no text with a NUL byte, and filters of lists ask it to."""

    def changelist_view(self, request, *args, **kwargs):
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        return super().changelist_view(request, *args, **kwargs)


class ContentAdmin(GuardedList, admin.ModelAdmin):
    form = ContentForm
    formfield_overrides = HTTPS_LINKS
    # Searches do not count the whole table.
    show_full_result_count = False

    def changeform_view(self, request, *args, **kwargs):
        with through_the_door(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        with through_the_door(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with through_the_door(request):
            return super().changelist_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            request.content_change.touch(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.content_change.touch(form.instance)

    def delete_model(self, request, obj):
        request.content_change.touch(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            request.content_change.touch(obj)
        super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs, request):
        """Besides what Django protects, name what has been public."""
        *found, protected = super().get_deleted_objects(objs, request)
        kept = [f"{obj} – {reason}" for obj in objs if (reason := why_kept(obj))]
        return *found, [*protected, *kept]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.now = request.now
        return form

    def get_prepopulated_fields(self, request, obj=None):
        """Only at first: an address that follows a corrected title would move the page."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        choices = db_field.remote_field.model._default_manager.all()
        if hasattr(choices, "current"):
            kwargs["queryset"] = choices.current()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        search_term = search_term.replace("\x00", "")
        if FOLDED_TEXT in self.search_fields:
            search_term = fold_for_search(search_term)
        return super().get_search_results(request, queryset, search_term)

    def get_view_on_site_url(self, obj=None):
        """Only for what readers can see by now, whatever a form was filled with."""
        if isinstance(obj, Publishable):
            published = self.model._default_manager.published(timezone.now())
            obj = published.filter(pk=obj.pk).first()
        return super().get_view_on_site_url(obj)

    @csp_update({"style-src": [UNSAFE_INLINE]})
    def render_change_form(self, request, context, *args, **kwargs):
        """The rich text editor brings styles and an import map, which needs the nonce."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
