"""What needs doing, as an admin shows it: a filter of its list, and its part of the front page."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count, Window
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.roles import may
from smartcity.publishing.tasks import PARAMETER

from .composed import ComposedAdmin
from .pages import AdminPage

MOST_SHOWN = 5


class TaskFilter(admin.SimpleListFilter):
    title = _("what needs doing")
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        self.tasks = {
            task.name: task for task in model_admin.page(TasksPage.name).tasks_for(request)
        }
        return [(task.name, task.label) for task in self.tasks.values()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        task = self.tasks.get(self.value())
        return task.rows(queryset, request.now, request.today) if task else queryset.none()


@dataclass(frozen=True)
class OpenTask:
    label: str
    count: int
    # All of it in the list of the admin.
    address: str
    # [(what, its address, note)], the first of them.
    rows: list


class TasksPage(AdminPage):
    """Django's list, filtered by a task; the admin declares `tasks`."""

    name = "tasks"
    address = ""

    def permission(self, request, obj=None):
        return self.admin.has_view_permission(request)

    def list_filters(self, request):
        return [TaskFilter]

    def tasks_for(self, request):
        return [task for task in self.admin.tasks if may(request.user, task.verb, self.model)]

    def open_tasks(self, request):
        tasks = [self.open_task(task, request) for task in self.tasks_for(request)]
        return [task for task in tasks if task.rows]

    def open_task(self, task, request):
        waiting = task.rows(self.admin.get_queryset(request), request.now, request.today)
        rows = list(waiting.annotate(waiting=Window(Count("pk")))[:MOST_SHOWN])
        return OpenTask(
            label=f"{self.opts.verbose_name_plural}: {task.label}",
            count=rows[0].waiting if rows else 0,
            address=f"{self.reverse('changelist')}?{PARAMETER}={task.name}",
            rows=[(str(row), self.reverse("change", row.pk), task.note(row)) for row in rows],
        )


def open_tasks(site, request):
    """Return what waits for the user: an `OpenTask` for each task that has rows."""
    admins = [
        model_admin
        for model_admin in site._registry.values()
        if isinstance(model_admin, ComposedAdmin)
    ]
    pages = [page for model_admin in admins for page in model_admin.pages_by_name.values()]
    return [
        task for page in pages if isinstance(page, TasksPage) for task in page.open_tasks(request)
    ]
