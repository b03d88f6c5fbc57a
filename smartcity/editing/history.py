"""Pages of the admin that list the history records of an object and restore them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from smartcity.content.history.comparing import differences
from smartcity.content.history.listing import Line, lines_of
from smartcity.content.history.recording import records_of
from smartcity.content.history.restoring import (
    deleted_records,
    differing_values,
    free_slug,
    recover,
    restore,
)
from smartcity.content.history.states import fingerprint_of, state_of
from smartcity.content.proposals import must_propose
from smartcity.content.values import sentences_of
from smartcity.publishing.publication import Publishable
from smartcity.publishing.roles import reads_internal

from .pages import AdminPage
from .transactions import bad_request_on_value_error

PER_PAGE = 25


class RecordPage(AdminPage):
    """Base of the pages of the history."""

    def readable_lines(self, request, lines):
        """Return *lines* without internal fields, unless the user may read these."""
        if not reads_internal(request.user):
            for line in lines:
                line.leave_out_internal(self.admin.internal_fields)
        return lines

    def why_not_restored(self, request, obj):
        """Return a sentence why the user may not restore a record of *obj*, or None."""
        if not self.admin.has_change_permission(request, obj):
            return _("You may read this, but not change it.")
        if must_propose(request.user, obj):
            return _("This is public: open its form, and propose what should be as before.")
        return None

    def may_recover(self, request):
        """Return whether the user may turn deleted objects into new drafts."""
        is_publishable = issubclass(self.model, Publishable)
        return is_publishable and self.admin.has_add_permission(request)

    def after_restoring(self, request, obj):
        """Log the restoring, and return a redirect to the form of *obj*."""
        text = _("Restored: “%s”.") % obj
        self.admin.log_change(request, obj, text)
        messages.success(request, text)
        return HttpResponseRedirect(self.reverse("change", obj.pk))


class HistoryPage(RecordPage):
    """The records of an object; replaces Django's page of the same name."""

    name = "history"
    address = "<path:object_id>/history/"

    def permission(self, request, obj=None):
        return self.admin.has_view_permission(request, obj)

    def view(self, request, obj):
        records = records_of(self.model, obj.pk).select_related("history_user")
        page = page_of(records, request)
        lines = lines_of(page, self.model, obj.pk)
        return self.render(
            request,
            "admin/history.html",
            _("Change history: %s") % obj,
            obj=obj,
            page=page,
            lines=self.readable_lines(request, lines),
            may_restore=self.why_not_restored(request, obj) is None,
        )


class RestorePage(RecordPage):
    """The effect of restoring one record, with a button that restores it."""

    name = "restore"
    address = "<path:object_id>/history/<int:number>/"
    writes_content = True

    def permission(self, request, obj=None, number=None):
        return self.why_not_restored(request, obj) is None

    def missing(self, request, object_id):
        """Raise Http404."""
        raise Http404

    def view(self, request, obj, number):
        """Render the effect of restoring a record, or restore it; raise Http404 if unknown."""
        record = records_of(self.model, obj.pk).filter(history_id=number).first()
        if record is None:
            raise Http404
        now = state_of(obj)
        values = differing_values(obj, self.admin.values_restored(request, obj, record))
        sentences, seen = [], fingerprint_of(now)
        if request.POST.get("seen") == seen:
            try:
                restore(obj, record, values, by=request.user, now=request.now)
            except ValidationError as error:
                sentences = sentences_of(error, self.model)
            else:
                return self.after_restoring(request, obj)
        elif request.method == "POST":
            sentences = [_("It was changed meanwhile. Look at the effect once more.")]
        return self.render(
            request,
            "admin/restore.html",
            _("Restore this version"),
            line=self.readable_lines(request, [Line(record)])[0],
            name=str(obj),
            differences=differences(self.model, now, now | values),
            sentences=sentences,
            seen=seen,
            back=self.reverse("history", obj.pk),
        )


class DeletedPage(RecordPage):
    """The list of deleted drafts."""

    name = "deleted"
    address = "deleted/"

    def permission(self, request, obj=None):
        return self.may_recover(request)

    def list_context(self, request):
        return {"deleted_address": self.may_recover(request) and self.reverse(self.name)}

    def view(self, request, obj):
        page = page_of(deleted_records(self.model), request)
        lines = [Line(record) for record in page]
        return self.render(
            request, "admin/deleted.html", _("Deleted drafts"), page=page, lines=lines
        )


class RecoverPage(RecordPage):
    """One deleted draft, with a button that recovers it."""

    name = "recover"
    address = "deleted/<int:number>/"
    writes_content = True

    def permission(self, request, obj=None, number=None):
        return self.may_recover(request)

    def view(self, request, obj, number):
        """Render a deleted object, or recover it; raise Http404 if there is none."""
        record = deleted_records(self.model).filter(history_id=number).first()
        if record is None:
            raise Http404
        values = self.admin.values_restored(request, self.model(), record)
        sentences = []
        if request.method == "POST":
            try:
                recovered = recover(record, values, by=request.user, now=request.now)
            except ValidationError as error:
                sentences = sentences_of(error, self.model)
            else:
                return self.after_restoring(request, recovered)
        line = Line(record)
        return self.render(
            request,
            "admin/restore.html",
            _("Restore as a new draft"),
            line=line,
            name=line.name,
            differences=differences(self.model, {}, values),
            sentences=sentences,
            new_address=free_slug(self.model, record.slug),
            back=self.reverse("deleted"),
        )


HISTORY_PAGES = [HistoryPage, RestorePage, DeletedPage, RecoverPage]


def page_of(rows, request):
    """Return the page of *rows* that the request asks for."""
    with bad_request_on_value_error():
        return Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
