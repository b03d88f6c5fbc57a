"""What is entered in a form, as the public page would show it; nothing of it is saved."""

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.forms import all_valid
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.dry_run import put_placeholders, rehearsal
from smartcity.content.transaction import content_change
from smartcity.publishing.previews import preview_of

from .collisions import unwatched
from .door import numbers_in_range


class PreviewAdmin:
    """Mixed into an admin whose objects have a public page."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("add/preview/", view, name=self.preview_name("new")),
            path("<path:object_id>/preview/", view, name=self.preview_name("changed")),
            *super().get_urls(),
        ]

    def preview_name(self, kind):
        return f"{self.opts.app_label}_{self.opts.model_name}_preview_{kind}"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        name, key = ("changed", [obj.pk]) if obj else ("new", [])
        if self.may_fill_in(request, obj):
            address = reverse(f"admin:{self.preview_name(name)}", args=key)
            context["preview_address"] = address
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def may_fill_in(self, request, obj):
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def preview_view(self, request, object_id=None):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with numbers_in_range():
            obj = object_id and self.get_object(request, unquote(object_id))
            if object_id and obj is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not self.may_fill_in(request, obj):
                raise PermissionDenied
            return self.previewed(request, obj)

    def previewed(self, request, obj):
        form, formsets = self.filled_in(request, obj)
        if not (all_valid(formsets) and form.is_valid()):
            return self.not_previewed(request, sentences_of_all(form, formsets))
        with rehearsal():
            saved = save_as_if(form, formsets, request.now)
            return preview_of(saved, request, note=_("Preview: nothing of this is saved."))

    def filled_in(self, request, obj):
        """As the view of the change form reads them."""
        request.POST = unwatched(request.POST)
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        form_class = self.get_form(request, obj, change=obj is not None, fields=names)
        form = form_class(request.POST, request.FILES, instance=obj)
        form.is_valid()
        formsets, _inlines = self._create_formsets(request, form.instance, obj is not None)
        return form, formsets

    def not_previewed(self, request, sentences):
        context = {
            **self.admin_site.each_context(request),
            "title": _("There is no preview yet"),
            "opts": self.opts,
            "sentences": sentences,
        }
        return TemplateResponse(request, "admin/preview_refused.html", context)


def save_as_if(form, formsets, now):
    with content_change(now) as change, change.writing(form.instance):
        for it in [form, *(it for formset in formsets for it in formset.forms)]:
            put_placeholders(it)
        saved = form.save()
        for formset in formsets:
            formset.save()
    return saved


def sentences_of_all(form, formsets):
    """What is to be mended, each sentence with the name of its field."""
    found = sentences_in(form)
    for formset in formsets:
        part = capfirst(formset.model._meta.verbose_name)
        found += [f"{part}: {sentence}" for sentence in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, start=1):
            found += [f"{part} {number}: {sentence}" for sentence in sentences_in(row)]
    return found


def sentences_in(form):
    return [
        f"{form.fields[name].label}: {sentence}" if name in form.fields else sentence
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
