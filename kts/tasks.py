"""Tasks of editors with articles."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity.publishing.tasks import WAITING_FOR_REVIEW, Task
from smartcity.text.dates import short_day


def last_check(article):
    if article.checked_on is None:
        return _("never checked since it was published")
    return _("last checked on %s") % short_day(article.checked_on)


TASKS = [
    WAITING_FOR_REVIEW,
    Task(
        name="faellig",
        label=gettext_lazy("facts not checked for a year"),
        rows=lambda rows, now, today: rows.published(now).due_for_review(today),
        note=last_check,
    ),
]
