"""What needs doing, as an admin shows it: a filter of its list, and its part of the front page."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartcity.publishing.roles import may
from smartcity.publishing.tasks import PARAMETER

MOST_SHOWN = 5


class TaskFilter(admin.SimpleListFilter):
    title = _("what needs doing")
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        self.tasks = {it.name: it for it in model_admin.tasks_for(request)}
        return [(it.name, it.label) for it in self.tasks.values()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        task = self.tasks.get(self.value())
        return task.rows(queryset, request.now, request.today) if task else queryset.none()


class TasksAdmin:
    """Mixed into an admin that declares `tasks`."""

    tasks = []

    def tasks_for(self, request):
        return [it for it in self.tasks if may(request.user, it.verb, self.model)]

    def get_list_filter(self, request):
        return [TaskFilter, *super().get_list_filter(request)]


@dataclass(frozen=True)
class OpenTask:
    label: str
    count: int
    # All of it in the list of the admin.
    address: str
    # [(what, its address, note)], the first of them.
    rows: list


def open_tasks(site, request):
    """What waits for whoever asks: an `OpenTask` for each task that has rows."""
    admins = [it for it in site._registry.values() if isinstance(it, TasksAdmin)]
    found = [open_task(it, task, request) for it in admins for task in it.tasks_for(request)]
    return [it for it in found if it.rows]


def open_task(model_admin, task, request):
    waiting = task.rows(model_admin.get_queryset(request), request.now, request.today)
    rows = list(waiting.annotate(waiting=Window(Count("pk")))[:MOST_SHOWN])
    name = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    return OpenTask(
        label=f"{model_admin.opts.verbose_name_plural}: {task.label}",
        count=rows[0].waiting if rows else 0,
        address=f"{reverse(f'{name}_changelist')}?{PARAMETER}={task.name}",
        rows=[(str(row), reverse(f"{name}_change", args=[row.pk]), task.note(row)) for row in rows],
    )
