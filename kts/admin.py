from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from smartcity.editing.content import FOLDED_TEXT
from smartcity.editing.copying import CopyPage
from smartcity.editing.inlines import PartsInline
from smartcity.editing.library import DownloadLibrary
from smartcity.editing.publication import PublishableAdmin, StateFilter

from .models import Article, Attachment, Network
from .tasks import TASKS


class AttachmentInline(PartsInline, admin.StackedInline):
    model = Attachment
    fields = ["title", "file", "link", ("licence", "position")]


@admin.register(Article)
class ArticleAdmin(PublishableAdmin):
    pages = [CopyPage, *PublishableAdmin.pages]
    tasks = TASKS
    not_copied = ["slug", "checked_on", "source"]
    fieldsets = [
        (_("What"), {"fields": ["title", "slug", "kind", "teaser", "text", "picture"]}),
        (capfirst(_("belongs to")), {"fields": ["themes", "projects", "conferences"]}),
        (_("Origin"), {"fields": ["authors_office", "checked_on", "source"]}),
        (
            _("For other municipalities"),
            {"fields": ["municipality_size", *Article.FACTS]},
        ),
    ]
    inlines = [AttachmentInline]
    autocomplete_fields = ["picture", "projects", "conferences"]
    filter_horizontal = ["themes"]
    prepopulated_fields = {"slug": ["title"]}

    list_display = ["title", "kind", "published_at", "checked_on", "state"]
    list_filter = [StateFilter, "kind", "municipality_size", "is_example", "themes"]
    date_hierarchy = "published_at"
    search_fields = [FOLDED_TEXT]


@admin.register(Network)
class NetworkAdmin(PublishableAdmin):
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "purpose", *Network.FACTS, "source"]}),
        (capfirst(_("belongs to")), {"fields": ["themes", "projects"]}),
    ]
    autocomplete_fields = ["projects"]
    filter_horizontal = ["themes"]
    prepopulated_fields = {"slug": ["name"]}

    list_display = ["name", "kind", "contact_office", "state"]
    list_filter = [StateFilter, "kind", "themes"]


@admin.register(Attachment)
class AttachmentAdmin(DownloadLibrary):
    owner = "article"
