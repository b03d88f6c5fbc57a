"""The site of the admin: its front page begins with what needs doing."""

from django.contrib.admin import AdminSite

from .tasks import open_tasks


class EditorialSite(AdminSite):
    def index(self, request, extra_context=None):
        tasks = {"tasks": open_tasks(self, request)}
        return super().index(request, tasks | (extra_context or {}))
