from django.contrib import admin

from conferences.models import Series
from smartcity.editing.content import ContentAdmin


@admin.register(Series)
class SeriesAdmin(ContentAdmin):
    fields = ["name", "singular", "slug", "text", *Series.FACTS, "source"]
    list_display = ["name", "singular", "slug"]
    prepopulated_fields = {"slug": ["name"]}
