"""The website's own pages: home, editable texts, errors, and the signs of life for operators."""

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.static import serve

from conferences.models import Conference, ModelProject, Theme
from kts.models import Article, Network

from .models import Page


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
def page(request, slug):
    shown = get_object_or_404(Page.objects.written(), slug=slug)
    return render(request, "smartcity/page.html", {"page": shown})


@require_safe
def upload(request, path):
    """An uploaded file; a web server may be put before it. Browsers open pictures and PDF only."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        raise Http404 from error
    if not response.get("Content-Type", "").startswith(("image/", "application/pdf")):
        response["Content-Disposition"] = "attachment"
    return response


@require_safe
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """The database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        text = "database does not answer\n"
        return HttpResponse(text, status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without a query: the database may be what failed."""
    return render(request, "500.html", status=500)
