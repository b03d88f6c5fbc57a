"""The rows of an admin as tables: exported, and imported after a preview."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from smartcity.outputs.tables import csv_response
from smartcity.spreadsheets.forms import SheetForm, sealed, unsealed
from smartcity.spreadsheets.imports import TookTooLong, keep, look_at
from smartcity.spreadsheets.outcomes import Outcome
from smartcity.spreadsheets.workbooks import workbook

from .door import numbers_in_range


def csv_of(resource, rows):
    columns = [(column.column_name, column.words) for column in resource.columns]
    return csv_response(f"{resource.filename()}.csv", columns, rows)


def xlsx_of(resource, rows):
    columns = [(column.column_name, column.export) for column in resource.columns]
    return workbook(f"{resource.filename()}.xlsx", columns, rows)


KINDS = {"csv": csv_of, "xlsx": xlsx_of}


class TablesAdmin:
    """Mixed into an admin; `tables` are resources, that of its own rows first."""

    tables = []
    change_list_template = "admin/tables_change_list.html"

    def get_urls(self):
        pages = [("/", self.table_view), (".<slug:kind>", self.export_view)]
        return [
            *[
                path(f"table/<slug:name>{end}", self.admin_site.admin_view(view), name=name)
                for (end, view), name in zip(pages, self.table_address_names, strict=True)
            ],
            *super().get_urls(),
        ]

    @property
    def table_address_names(self):
        model = f"{self.opts.app_label}_{self.opts.model_name}"
        return [f"{model}_table", f"{model}_table_export"]

    def table_address(self, resource, kind=None):
        page, export = self.table_address_names
        if kind is None:
            return reverse(f"admin:{page}", args=[resource.name()])
        return reverse(f"admin:{export}", args=[resource.name(), kind])

    def table_named(self, request, name):
        if not self.has_view_permission(request):
            raise PermissionDenied
        for resource in self.tables:
            if resource.name() == name:
                return resource
        raise Http404

    def changelist_view(self, request, extra_context=None):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        addresses = [self.table_address(it) + query for it in self.tables]
        titles = [_("Table"), *map(page_title, self.tables[1:])]
        offered = list(zip(titles, addresses, strict=True))
        return super().changelist_view(request, {"tables": offered} | (extra_context or {}))

    def get_actions(self, request, action_location=None):
        # Django 6.1 names the place, and asks for the form, too.
        place = {"action_location": action_location} if action_location else {}
        actions = super().get_actions(request, **place)
        if getattr(action_location, "name", "CHANGE_LIST") != "CHANGE_LIST":
            return actions
        if self.actions is None or IS_POPUP_VAR in request.GET:
            return actions
        for resource in self.tables:
            for kind in KINDS:
                name = f"export_{resource.name()}_{kind}"
                text = _("Export as %(kind)s: %(what)s")
                text %= {"kind": kind.upper(), "what": resource.title()}
                actions[name] = (partial(exported, resource=resource, kind=kind), name, text)
        return actions

    def export_view(self, request, name, kind):
        resource = self.table_named(request, name)
        if kind not in KINDS:
            raise Http404
        with numbers_in_range():
            return exported(self, request, self.rows_listed(request), resource=resource, kind=kind)

    def rows_listed(self, request):
        """Those of the list with the same filters."""
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        try:
            return self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise BadRequest from error

    def table_view(self, request, name):
        resource = self.table_named(request, name)()
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
        found = unsealed(request.POST["sheet"], request.user, resource.name())
        if found is None:
            messages.error(request, _("This preview is too old. Choose the file again."))
            return HttpResponseRedirect(request.get_full_path())
        sheet, stage = found
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

    def import_confirmed(self, request, resource, sheet, shown):
        outcome = keep(type(resource), sheet, shown, user=request.user, now=request.now)
        if not outcome.is_kept:
            text = _("Something was changed meanwhile. Nothing is imported: look at it again.")
            messages.warning(request, text)
            return self.preview(request, resource, SheetForm(resource), sheet)
        messages.success(request, outcome.told)
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return HttpResponseRedirect(reverse(address))

    def table_page(self, request, resource, **context):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        downloads = [(kind.upper(), self.table_address(resource, kind) + query) for kind in KINDS]
        return TemplateResponse(
            request,
            "admin/table.html",
            {
                **self.admin_site.each_context(request),
                "title": page_title(resource),
                "opts": self.opts,
                "resource": resource,
                "downloads": downloads,
                "is_filtered": bool(request.GET),
                **context,
            },
        )


def page_title(resource):
    return _("Table: %s") % resource.title()


def exported(admin, request, queryset, *, resource, kind):
    table, hidden = resource(), admin.hidden_fields(request)
    table.columns = [column for column in table.columns if column.attribute not in hidden]
    return KINDS[kind](table, resource.rows_among(queryset))
