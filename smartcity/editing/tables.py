"""The rows of an admin as tables: exported, and imported after a preview."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from smartcity.spreadsheets.exports import KINDS
from smartcity.spreadsheets.forms import SheetForm, sealed, unsealed
from smartcity.spreadsheets.imports import TookTooLong, keep, look_at
from smartcity.spreadsheets.outcomes import Outcome

from .pages import AdminPage
from .transactions import bad_request_on_value_error


class ResourcePage(AdminPage):
    """What the pages of a table share; the admin declares `tables`, that of its rows first."""

    def permission(self, request, obj=None, **address):
        return self.admin.has_view_permission(request)

    def table_named(self, name):
        """Return the resource of this name. Raises Http404."""
        for resource in self.admin.tables:
            if resource.name() == name:
                return resource
        raise Http404


class TablePage(ResourcePage):
    """A table of the admin, exported and, after a preview, imported."""

    name = "table"
    address = "table/<slug:name>/"

    def list_links(self, request):
        titles = [_("Table"), *map(page_title, self.admin.tables[1:])]
        query = query_of(request)
        addresses = [self.reverse("table", table.name()) + query for table in self.admin.tables]
        return list(zip(titles, addresses, strict=True))

    def actions(self, request):
        actions = {}
        for resource in self.admin.tables:
            for kind in KINDS:
                name = f"export_{resource.name()}_{kind}"
                text = _("Export as %(kind)s: %(what)s")
                text %= {"kind": kind.upper(), "what": resource.title()}
                actions[name] = (partial(exported, resource=resource, kind=kind), name, text)
        return actions

    def view(self, request, obj, name):
        """Render the form of an import, its preview or its result.

        Raise PermissionDenied if a user who may not import sends a table.
        """
        resource = self.table_named(name)()
        may_import = resource.may_import(request.user)
        if request.method == "POST" and not may_import:
            raise PermissionDenied
        if "sheet" in request.POST:
            return self.sheet_sent(request, resource)
        sent = [request.POST, request.FILES] if request.method == "POST" else []
        form = SheetForm(resource, *sent)
        if form.is_valid():
            return self.preview(request, resource, form, form.cleaned_data["file"])
        return self.table_page(request, resource, form=form if may_import else None)

    def preview(self, request, resource, form, sheet, outcome=None):
        """What the table would do, as far as a request gets; its button goes on or keeps it."""
        outcome = outcome or Outcome.of(sheet)
        look_at(type(resource), sheet, outcome, user=request.user, now=request.now)
        stage = outcome.state if outcome.is_open else outcome.can_be_kept and outcome.fingerprint
        seal = ""
        try:
            seal = sealed(sheet, stage, request.user, resource.name()) if stage else ""
        except ValidationError as error:
            form.add_error("file", error)
            outcome = None
        return self.table_page(request, resource, form=form, outcome=outcome, seal=seal)

    def sheet_sent(self, request, resource):
        """A table that goes on to be looked at, or is confirmed."""
        content = unsealed(request.POST["sheet"], request.user, resource.name())
        if content is None:
            messages.error(request, _("This preview is too old. Choose the file again."))
            return HttpResponseRedirect(request.get_full_path())
        sheet, stage = content
        if isinstance(stage, dict):
            outcome = Outcome.from_state(stage)
            return self.preview(request, resource, SheetForm(resource), sheet, outcome)
        try:
            return self.import_confirmed(request, resource, sheet, stage)
        except TookTooLong:
            text = _(
                "Nothing is imported: others could not have saved anything for too long. Divide "
                "the table into smaller ones."
            )
            messages.error(request, text)
            return HttpResponseRedirect(request.get_full_path())

    def import_confirmed(self, request, resource, sheet, fingerprint):
        outcome = keep(type(resource), sheet, fingerprint, user=request.user, now=request.now)
        if not outcome.is_kept:
            text = _("Something was changed meanwhile. Nothing is imported: look at it again.")
            messages.warning(request, text)
            return self.preview(request, resource, SheetForm(resource), sheet)
        messages.success(request, outcome.summary)
        return HttpResponseRedirect(self.reverse("changelist"))

    def table_page(self, request, resource, **context):
        name, query = resource.name(), query_of(request)
        return self.render(
            request,
            "admin/table.html",
            page_title(resource),
            resource=resource,
            downloads=[
                (kind.upper(), self.reverse("table_export", name, kind) + query) for kind in KINDS
            ],
            is_filtered=bool(request.GET),
            **context,
        )


class ExportPage(ResourcePage):
    """The file of a table, with the rows that the list shows with the same filters."""

    name = "table_export"
    address = "table/<slug:name>.<slug:kind>"

    def view(self, request, obj, name, kind):
        """Answer with the rows of the list as a file; raise Http404 for an unknown kind of file."""
        resource = self.table_named(name)
        if kind not in KINDS:
            raise Http404
        with bad_request_on_value_error():
            rows = self.rows_listed(request)
            return exported(self.admin, request, rows, resource=resource, kind=kind)

    def rows_listed(self, request):
        """Return the rows of the list as it is filtered; raise BadRequest for an invalid filter."""
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        try:
            return self.admin.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise BadRequest from error


TABLE_PAGES = [TablePage, ExportPage]


def query_of(request):
    return f"?{request.GET.urlencode()}" if request.GET else ""


def page_title(resource):
    return _("Table: %s") % resource.title()


def exported(admin, request, queryset, *, resource, kind):
    table, hidden = resource(), admin.hidden_fields(request)
    table.columns = [column for column in table.columns if column.attribute not in hidden]
    return KINDS[kind](table, resource.rows_among(queryset))
