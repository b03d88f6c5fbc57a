from django.contrib import admin

from conferences.models import Document
from smartcity.editing.library import DownloadLibrary


@admin.register(Document)
class DocumentAdmin(DownloadLibrary):
    owner = "conference"
