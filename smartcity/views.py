"""Views of the website itself: home, search, editable pages, files, errors, health checks.

`site` is the context processor of every template.
"""

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
from .content.search_rebuilding import has_old_rows
from .lists.search_results import ResultKind, Search, SearchForm
from .media.storage import SIGNATURE, is_signature_of, signed_addresses
from .models import Page
from .operating.readiness import UNAVAILABLE, readiness
from .outputs import api
from .outputs.cors import is_api
from .publishing.preview_links import found_link
from .publishing.previews import preview_of, unlisted

# Older versions of Python do not know these types.
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")


def site(request):
    """Return the context variables of every template."""
    return {"SITE_URL": settings.SITE_URL, "optional_pages": optional_pages}


def optional_pages():
    """Return [(URL, title)] of the pages that are linked only once they have a text.

    Templates call it where they need it, so that other pages, such as the error page, cost no
    query.
    """
    pages = Page.objects.written().filter(slug__in=Page.OPTIONAL).order_by("-slug")
    return [(page.get_absolute_url(), page.title) for page in pages.defer("body")]


@require_safe
def home(request):
    """Render the home page."""
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
    """Render the search page."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "search": Search(query, result_kinds(request))}
    return render(request, "smartcity/search.html", context)


def result_kinds(request):
    """Return the kinds of objects that the search covers, with their public rows."""
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
        ResultKind("conferences", capfirst(_("conferences")), conferences, (in_lists, in_archive)),
        ResultKind("articles", capfirst(_("articles")), articles, (in_knowledge,)),
        ResultKind("projects", capfirst(_("model projects")), projects, (in_directory,)),
        ResultKind("networks", capfirst(_("networks")), networks),
        ResultKind("themes", capfirst(_("themes")), themes),
    ]


@require_safe
def page(request, slug):
    """Render an editable page."""
    page = get_object_or_404(Page.objects.written(), slug=slug)
    return render(request, "smartcity/page.html", {"page": page})


@require_safe
def preview(request, token):
    """Render a draft for holders of its preview link, or redirect to its page once it is public.

    Raise Http404 if the link is invalid.
    """
    link = found_link(token, request.now)
    if link is None or link.target is None:
        raise Http404
    if link.target.is_published(request.now):
        return unlisted(redirect(link.target))
    with signed_addresses():
        return preview_of(link.target, request, note=link.note)


@require_safe
def upload(request, path):
    """Send a file that something public shows or whose URL is signed; raise Http404 for others.

    No session is read. Browsers display pictures and PDF only and download the rest.
    """
    # Raises SuspiciousFileOperation for a path out of the folder.
    default_storage.path(path)
    is_signed = is_signature_of(path, request.GET.get(SIGNATURE, ""))
    if not (is_signed or is_public(path, request.now)):
        raise Http404
    response = sent_file(request, path)
    if not response.get("Content-Type", "").startswith(("image/", "application/pdf")):
        response["Content-Disposition"] = "attachment"
    if is_signed:
        return unlisted(response)
    # Short, because the file may be removed from the page.
    response["Cache-Control"] = "public, max-age=60"
    return response


def sent_file(request, path):
    """Return the file, or a header that lets the web server send it (docs/operations.md).

    Raise Http404 if the file cannot be read.
    """
    if settings.MEDIA_REDIRECT:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        address = f"{settings.MEDIA_REDIRECT}{filepath_to_uri(path)}"
        return HttpResponse(content_type=kind, headers={"X-Accel-Redirect": address})
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        raise Http404 from error


class AdminJavaScriptCatalog(JavaScriptCatalog):
    """The catalogue for scripts of the admin, with our own for what these do not translate."""

    packages = ["django.contrib.admin", "django_prose_editor"]

    def get_paths(self, packages):
        """Return the paths of the packages and of the project."""
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]


def admin_login(request):
    """Redirect to the login; raise PermissionDenied for users who may not enter the admin.

    Without the exception these would be redirected in circles.
    """
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


@require_safe
def healthz(request):
    """Answer 200 while the process runs."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """Answer 503 if readers get no answer, else 200, with the reasons for a degraded status."""
    status, reasons = readiness(connection, is_of_another_format, has_old_rows)
    code = 503 if status == UNAVAILABLE else 200
    answer = JsonResponse({"status": status, "reasons": reasons}, status=code)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def nothing_here(request, rest):
    """Raise Http404."""
    raise Http404


def bad_request(request, exception):
    """Render the page for 400 without reading the URL, which may be what is wrong."""
    if is_api(request):
        return api.bad_request(request)
    return render(request, "400.html", status=400)


def not_found(request, exception):
    """Render the page for 404."""
    if is_api(request):
        return api.not_found(request, exception)
    return render(request, "404.html", status=404)


def too_many_requests(request):
    """Render the page for 429."""
    # All limits that lead here are per minute.
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def server_error(request):
    """Render the page for 500 without a query, because the database may have failed."""
    if is_api(request):
        return api.server_error(request)
    return render(request, "500.html", status=500)
