"""How editors write: every admin of something that readers see stands on `ContentAdmin`."""

from contextlib import contextmanager
from datetime import date

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset.media import Media

from .content import content_change
from .folding import fold_for_search
from .publishing import NEVER_PUBLIC, Publication, Publishable

# For `search_fields`: the column that holds everything searched, folded when it was saved.
FOLDED_TEXT = "search_text__contains"
HTTPS_LINKS = {models.URLField: {"assume_scheme": "https"}}


class ContentForm(forms.ModelForm):
    def clean(self):
        super().clean()
        for name, value in list(self.cleaned_data.items()):
            # Also datetimes. Beyond lie slips of the keyboard, and days that clocks cannot convert.
            if isinstance(value, date) and not 1990 <= value.year <= 2100:
                self.add_error(name, _("Give a year from 1990 to 2100."))

    def add_error(self, field, error):
        """What a constraint says stands beside a field instead of above the form."""
        if field is None and hasattr(error, "error_dict"):
            for fault in error.error_dict.pop(NON_FIELD_ERRORS, []):
                super().add_error(self.field_of(fault), fault)
        super().add_error(field, error)

    def field_of(self, fault):
        """The last field in the form that the broken constraint speaks of, or None."""
        for constraint in self.instance._meta.constraints:
            if fault.message == broken_sentence(constraint, self.instance):
                names = (
                    getattr(constraint, "fields", ()) or constraint.condition.referenced_base_fields
                )
                shown = [bound.name for bound in self.visible_fields() if bound.name in names]
                return shown[-1] if shown else None
        return None


def broken_sentence(constraint, instance):
    try:
        constraint.validate(type(instance), instance)
    except ValidationError as error:
        return error.message


class PublishableForm(ContentForm):
    """`now`, the moment of the request, is set by `ContentAdmin.get_form`."""

    def clean(self):
        super().clean()
        self.was_public = self.instance.has_been_public(self.now)
        publication = self.cleaned_data.get("publication")
        if publication in NEVER_PUBLIC:
            self.clean_hidden()
        elif publication == Publication.PUBLISHED:
            self.clean_published()
        elif publication == Publication.WITHDRAWN:
            self.clean_withdrawn()

    def clean_hidden(self):
        if self.was_public:
            self.add_error("publication", _("This has been public. Withdraw it instead."))
        self.cleaned_data["published_at"] = self.instance.withdrawn_at = None

    def clean_published(self):
        """Without a moment it is public from the earlier one on, or from now."""
        known = self.instance.published_at if self.was_public else self.now
        self.clean_moment(known, latest=self.now)
        self.instance.withdrawn_at = None

    def clean_withdrawn(self):
        if self.instance.publication in NEVER_PUBLIC:
            self.add_error("publication", _("Only what was published can be withdrawn."))
        self.instance.withdrawn_at = self.instance.withdrawn_at or self.now
        self.clean_moment(self.instance.published_at, latest=self.instance.withdrawn_at)

    def clean_moment(self, known, latest):
        moment = self.cleaned_data.get("published_at") or known
        if self.was_public and moment > latest:
            self.add_error("published_at", _("This is public already, so it cannot start later."))
        self.cleaned_data["published_at"] = moment


class PartsFormSet(forms.BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        """The sentence of the constraint; Django's own names columns."""
        for constraint in self.model._meta.total_unique_constraints:
            if set(constraint.fields) == {self.fk.name, *unique_check}:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)


class PartsInline:
    form = ContentForm
    formset = PartsFormSet
    formfield_overrides = HTTPS_LINKS
    extra = 0


@contextmanager
def through_the_door(request):
    """A POST may write content; a page that is only read leaves the version alone."""
    if request.method != "POST":
        yield
        return
    with content_change(request.now) as request.content_change:
        yield


class ContentAdmin(admin.ModelAdmin):
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
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("PostgreSQL compares no text with a NUL byte.")
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
        reason = _("is or was meant for the public: withdraw it instead of deleting it")
        kept = [obj for obj in objs if isinstance(obj, Publishable) and not obj.may_be_deleted]
        return *found, [*protected, *(f"{obj} – {reason}" for obj in kept)]

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
