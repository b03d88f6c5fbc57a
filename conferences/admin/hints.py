"""Hints beside the date of a conference: after saving, and, by a script, while it is typed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse

from conferences.announcing.hints import DateForm, hints_of
from smartcity.editing.door import numbers_in_range

ADDRESS_NAME = "conferences_conference_hints"


class HintsAdmin:
    """Mixed into the admin of conferences."""

    class Media:
        css = {"all": ["css/tasks.css"]}
        js = ["js/hints.js"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.hints_view)
        return [path("hints/", view, name=ADDRESS_NAME), *super().get_urls()]

    def hints_view(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        with numbers_in_range():
            form = DateForm(request.GET)
            is_told = form.is_valid()
            hints = form.hints(request.user, request.now, request.today) if is_told else []
        return render(request, "components/admin_hints.html", {"hints": hints})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self.has_change_permission(request, obj):
            context["hints_address"] = reverse(f"admin:{ADDRESS_NAME}")
            known = (request.user, request.now, request.today)
            context["hints"] = hints_of(obj, *known) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
