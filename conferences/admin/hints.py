"""Hints about the date in the form of a conference, which a script updates during input."""

from django import forms
from django.shortcuts import render

from conferences.announcing.hints import DateForm, hints_of
from smartcity.editing.pages import AdminPage
from smartcity.editing.transactions import bad_request_on_value_error


class HintsPage(AdminPage):
    name = "hints"
    address = "hints/"
    form_panel = "admin/hints_panel.html"
    media = forms.Media(css={"all": ["css/tasks.css"]}, js=["js/hints.js"])

    def permission(self, request, obj=None):
        return self.admin.has_change_permission(request, obj)

    def form_context(self, request, obj):
        if not self.permission(request, obj):
            return {}
        hints = hints_of(obj, request.user, request.now, request.today) if obj else []
        return {"hints_address": self.reverse(self.name), "hints": hints}

    def view(self, request, obj):
        with bad_request_on_value_error():
            form = DateForm(request.GET)
            hints = []
            if form.is_valid():
                hints = form.hints(request.user, request.now, request.today)
        return render(request, "components/admin_hints.html", {"hints": hints})
