"""The website's own pages: home, editable texts, errors, and the signs of life for operators."""

import mimetypes

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import filepath_to_uri
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog
from django.views.static import serve

from conferences.feeds.checks import is_of_another_format
from conferences.models import Conference, ModelProject, Theme
from kts.models import Article, Network

from .content.public_files import is_public
from .lists.search_results import Kind, Search, SearchForm
from .media.storage import SIGNATURE, is_signature_of, signed_addresses
from .models import Page
from .operating.readiness import UNAVAILABLE, readiness
from .outputs import api
from .outputs.cors import is_api
from .publishing.preview_links import found_link
from .publishing.previews import preview_of, unlisted

# Python learnt these later than the systems this runs on.
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")


@require_safe
def home(request):
    now, today = request.now, request.today
    published = Conference.objects.published(now)
    cards = published.for_cards()
    coming = cards.to_come(now).first()
    context = {
        "running": published.running(now).without_texts(),
        "coming": coming,
        "days": coming and (coming.starts_on - today).days,
        "further": cards.upcoming(today).not_running(now).exclude(pk=coming and coming.pk)[:4],
        "latest": cards.past(today)[:3],
        "articles": Article.objects.published(now).newest().for_cards()[:4],
        "tabs": published.tab_counts(today),
        "projects": ModelProject.objects.for_map(now),
        "network_count": Network.objects.published(now).count(),
        "themes": Theme.objects.with_conference_counts(now)[:12],
    }
    return render(request, "smartcity/home.html", context)


@require_safe
def search(request):
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "search": Search(query, kinds_to_find(request))}
    return render(request, "smartcity/search.html", context)


def kinds_to_find(request):
    conferences = Conference.objects.published(request.now)
    coming, past = conferences.upcoming(request.today), conferences.past(request.today)
    in_lists = (_("Upcoming"), reverse("conferences:list"), coming)
    in_archive = (_("Archive"), reverse("conferences:archive"), past)
    conferences = conferences.select_related("series").latest_first()
    articles = Article.objects.published(request.now).newest()
    in_knowledge = (_("All articles"), reverse("kts:articles"), articles)
    projects = ModelProject.objects.all()
    in_directory = (_("All model projects"), reverse("conferences:projects"), projects)
    networks, themes = Network.objects.published(request.now), Theme.objects.current()
    return [
        Kind("conferences", capfirst(_("conferences")), conferences, (in_lists, in_archive)),
        Kind("articles", capfirst(_("articles")), articles, (in_knowledge,)),
        Kind("projects", capfirst(_("model projects")), projects, (in_directory,)),
        Kind("networks", capfirst(_("networks")), networks),
        Kind("themes", capfirst(_("themes")), themes),
    ]


@require_safe
def page(request, slug):
    shown = get_object_or_404(Page.objects.written(), slug=slug)
    return render(request, "smartcity/page.html", {"page": shown})


@require_safe
def preview(request, token):
    """A draft, for whoever was given its address; once it is public, its own page."""
    link = found_link(token, request.now)
    if link is None or link.target is None:
        raise Http404
    if link.target.is_published(request.now):
        return unlisted(redirect(link.target))
    with signed_addresses():
        return preview_of(link.target, request, note=link.note)


@require_safe
def upload(request, path):
    """A file that something public shows, or whose address is signed; no session is read.

    Browsers open pictures and PDF only.
    """
    # Refuses what leads out of the folder.
    default_storage.path(path)
    is_signed = is_signature_of(path, request.GET.get(SIGNATURE, ""))
    if not (is_signed or is_public(path, request.now)):
        raise Http404
    response = sent_file(request, path)
    if not response.get("Content-Type", "").startswith(("image/", "application/pdf")):
        response["Content-Disposition"] = "attachment"
    if is_signed:
        return unlisted(response)
    # Not for long: it may be taken off.
    response["Cache-Control"] = "public, max-age=60"
    return response


def sent_file(request, path):
    """By Django, or by the web server before it (docs/operations.md)."""
    if settings.MEDIA_REDIRECT:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        address = f"{settings.MEDIA_REDIRECT}{filepath_to_uri(path)}"
        return HttpResponse(content_type=kind, headers={"X-Accel-Redirect": address})
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        raise Http404 from error


class WordsOfScripts(JavaScriptCatalog):
    """What the scripts of the admin say, and in our own catalogue what these have no German for."""

    packages = ["django.contrib.admin", "django_prose_editor"]

    def get_paths(self, packages):
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]


def admin_login(request):
    """Whoever is logged in and may not enter is told so, instead of being sent in circles."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


@require_safe
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """503 if readers get no answer; else 200, also for what is degraded, with the reasons."""
    status, reasons = readiness(connection, is_of_another_format)
    code = 503 if status == UNAVAILABLE else 200
    answer = JsonResponse({"status": status, "reasons": reasons}, status=code)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def nothing_here(request, rest):
    raise Http404


def bad_request(request, exception):
    """Without reading the address: that may be what was wrong."""
    if is_api(request):
        return api.refused(request)
    return render(request, "400.html", status=400)


def not_found(request, exception):
    if is_api(request):
        return api.not_found(request, exception)
    return render(request, "404.html", status=404)


def too_many_requests(request):
    # Each of the limits that are answered so counts for a minute.
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def server_error(request):
    """Without a query: the database may be what failed."""
    if is_api(request):
        return api.failed(request)
    return render(request, "500.html", status=500)
