"""What feed readers are told: new articles, and everything new on one theme or project.

The latter stands here, for it tells of articles and of conferences.
"""

from django.utils.translation import gettext as _

from conferences.models import Conference, ModelProject, Theme
from conferences.outputs import atom as conferences
from kts.filters import ArticleFilter
from kts.models import Article
from smartcity.outputs.atom import SHOWN, Entry, Feed, feed_view, newest_first, tag_of
from smartcity.publishing.detail import find


@feed_view
def articles(request):
    """Answer with the articles that the list shows for the same parameters."""
    rows = Article.objects.published(request.now)
    chosen = ArticleFilter(request.GET or None, rows, request=request)
    about = _("What model projects have found out, written down for every municipality.")
    return Feed(
        title=": ".join(filter(None, [_("New articles"), ", ".join(chosen.labels)])),
        description=" ".join([about, *chosen.problems]),
        path=request.path.replace(".atom", "/", 1) + chosen.query,
        query=chosen.query,
        entries=entries_of(chosen.qs),
    )


@feed_view
def theme(request, slug):
    named = find(Theme.objects.select_related("merged_into"), slug)
    theme = named.merged_into or named
    now = request.now
    return subject_feed(
        theme,
        Conference.objects.published(now).for_theme(theme),
        theme.articles.published(now),
    )


@feed_view
def project(request, slug):
    project = find(ModelProject.objects.all(), slug)
    now = request.now
    return subject_feed(
        project,
        Conference.objects.published(now).with_project(project),
        project.articles.published(now),
    )


def subject_feed(subject, its_conferences, its_articles):
    return Feed(
        title=_("New: %s") % subject.name,
        description=_("New conferences and articles."),
        path=subject.get_absolute_url(),
        entries=newest_first(conferences.entries_of(its_conferences), entries_of(its_articles)),
        ident=tag_of(subject),
    )


def entries_of(articles):
    """Return the entries of the newest articles."""
    return [atom_entry_of(article) for article in articles.newest().for_cards()[:SHOWN]]


def atom_entry_of(article):
    return Entry(
        ident=tag_of(article),
        title=article.title,
        path=article.get_absolute_url(),
        summary=article.teaser,
        published_at=article.published_at,
        changed_at=article.changed_at,
        categories=[theme.name for theme in article.themes.all()],
        author=article.authors_office,
    )
