"""Preview the content of a form as a public page, without saving it."""

from django.contrib.admin.utils import flatten_fieldsets
from django.forms import all_valid
from django.http import HttpResponseNotAllowed
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from smartcity.content.dry_run import dry_run, name_uploads
from smartcity.content.transaction import content_change
from smartcity.publishing.previews import preview_of

from .forms.collisions import unwatched
from .pages import AdminPage
from .transactions import bad_request_on_value_error


class PreviewPage(AdminPage):
    """For an admin whose objects have a public page."""

    name = "preview_changed"
    address = "<path:object_id>/preview/"
    form_buttons = "admin/preview_buttons.html"

    def permission(self, request, obj=None):
        return self.admin.has_change_permission(request, obj)

    def form_context(self, request, obj):
        if obj is None or not self.permission(request, obj):
            return {}
        return {"preview_address": self.reverse(self.name, obj.pk)}

    def open(self, request, *args, **kwargs):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return super().open(request, *args, **kwargs)

    def view(self, request, obj):
        with bad_request_on_value_error():
            form, formsets = self.filled_in(request, obj)
            if not (all_valid(formsets) and form.is_valid()):
                title, sentences = _("There is no preview yet"), sentences_of_all(form, formsets)
                return self.render(
                    request, "admin/preview_refused.html", title, sentences=sentences
                )
            with dry_run():
                saved = save_as_if(form, formsets, request.now)
                return preview_of(saved, request, note=_("Preview: nothing of this is saved."))

    def filled_in(self, request, obj):
        """Return the form and its formsets as the view of the change form reads them."""
        request.POST = unwatched(request.POST)
        names = flatten_fieldsets(self.admin.get_fieldsets(request, obj))
        form_class = self.admin.get_form(request, obj, change=obj is not None, fields=names)
        form = form_class(request.POST, request.FILES, instance=obj)
        form.is_valid()
        formsets, _inlines = self.admin._create_formsets(request, form.instance, obj is not None)
        return form, formsets


class NewPreviewPage(PreviewPage):
    name = "preview_new"
    address = "add/preview/"
    # Those of `PreviewPage` are below the form of a new object, too.
    form_buttons = None

    def permission(self, request, obj=None):
        return self.admin.has_add_permission(request)

    def form_context(self, request, obj):
        if obj is not None or not self.permission(request):
            return {}
        return {"preview_address": self.reverse(self.name)}


def save_as_if(form, formsets, now):
    with content_change(now) as change, change.writing(form.instance):
        for one in [form, *(row for formset in formsets for row in formset.forms)]:
            name_uploads(one)
        saved = form.save()
        for formset in formsets:
            formset.save()
    return saved


def sentences_of_all(form, formsets):
    """Return the error messages of all forms, each with the name of its field."""
    sentences = sentences_in(form)
    for formset in formsets:
        part = capfirst(formset.model._meta.verbose_name)
        sentences += [f"{part}: {sentence}" for sentence in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, start=1):
            sentences += [f"{part} {number}: {sentence}" for sentence in sentences_in(row)]
    return sentences


def sentences_in(form):
    return [
        f"{form.fields[name].label}: {sentence}" if name in form.fields else sentence
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
