"""The base of every admin: it collects what its pages add to lists and forms."""

from itertools import chain

from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import BadRequest

from .transactions import bad_request_on_value_error, rendered


class ComposedAdmin:
    """Mixed into a `ModelAdmin`: `pages` are subclasses of `AdminPage`.

    Only this class turns what pages add into Django's hooks; no page overrides a hook. The order
    of `pages` is that of links, panels, buttons and actions.
    """

    pages = []

    def __init__(self, *args):
        super().__init__(*args)
        self.pages_by_name = {page.name: page(self) for page in self.pages}

    def page(self, name):
        return self.pages_by_name[name]

    def from_pages(self, contribution):
        """Return what *contribution* takes from each page, in one list."""
        return [*chain.from_iterable(map(contribution, self.pages_by_name.values()))]

    @property
    def media(self):
        return sum((page.media for page in self.pages_by_name.values()), super().media)

    def get_urls(self):
        # `<path:object_id>` would match what stands in its place in other addresses.
        pages = sorted(self.pages_by_name.values(), key=lambda page: "object_id" in page.address)
        return [*chain.from_iterable(page.urls() for page in pages), *super().get_urls()]

    # The list. It is rendered before its guard is left, as the form is.

    def changelist_view(self, request, extra_context=None):
        """Render the list with what the pages add; raise BadRequest for a NUL byte in the query."""
        # PostgreSQL compares no text with a NUL byte, and filters of lists ask it to.
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        context = dict(self.from_pages(lambda page: page.list_context(request).items()))
        context["list_links"] = self.from_pages(lambda page: page.list_links(request))
        with bad_request_on_value_error():
            response = super().changelist_view(request, context | (extra_context or {}))
            return rendered(response)

    def lookup_allowed(self, lookup, value, request):
        """Return whether a lookup is allowed; regular expressions differ by database."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def get_list_filter(self, request):
        filters = self.from_pages(lambda page: page.list_filters(request))
        return [*filters, *super().get_list_filter(request)]

    def get_actions(self, request, action_location=None):
        # Django 6.1 names the place, and asks for the form, too.
        place = {} if action_location is None else {"action_location": action_location}
        actions = super().get_actions(request, **place)
        is_list = action_location is None or action_location.name == "CHANGE_LIST"
        if not is_list or self.actions is None or IS_POPUP_VAR in request.GET:
            return actions
        return actions | dict(self.from_pages(lambda page: page.actions(request).items()))

    # The form.

    def changeform_view(self, request, *args, **kwargs):
        with bad_request_on_value_error():
            return rendered(super().changeform_view(request, *args, **kwargs))

    def get_changeform_initial_data(self, request):
        initial = self.from_pages(lambda page: page.initial(request).items())
        return super().get_changeform_initial_data(request) | dict(initial)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        is_new_form = obj.pk is None and request.method != "POST"
        if is_new_form and (
            rows := self.from_pages(lambda page: page.initial_rows(request, inline))
        ):
            params["initial"] = rows
        return params

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        pages = self.pages_by_name.values()
        context |= {
            **dict(self.from_pages(lambda page: page.form_context(request, obj).items())),
            "form_links": self.from_pages(lambda page: page.form_links(request, obj)),
            "form_panels": [page.form_panel for page in pages if page.form_panel],
            "form_buttons": [page.form_buttons for page in pages if page.form_buttons],
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, *args, **kwargs):
        response = self.response_of_pages(request, obj)
        return response or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        return self.response_of_pages(request, obj) or super().response_change(request, obj)

    def response_of_pages(self, request, obj):
        responses = (page.response(request, obj) for page in self.pages_by_name.values())
        return next(filter(None, responses), None)
