from functools import partial

from django.views.generic import ListView

from conferences.models import Conference
from conferences.nearest import nearest_theme
from smartcity.lists.paging import PagedList
from smartcity.outputs.embedding import Embeddable
from smartcity.publishing.detail import AddressedDetailView

from .filters import ArticleFilter
from .models import Article, Network


class ArticleList(Embeddable, PagedList):
    filterset_class = ArticleFilter
    template_name = "kts/article_list.html"
    frame_template_name = "kts/article_embed.html"
    fragment_template_name = "components/embedded_articles.html"
    context_object_name = "articles"
    paginate_by = 20

    def get_queryset(self):
        return Article.objects.published(self.request.now).newest().for_cards()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kinds=self.filterset.facet("art"),
            nearest_theme=partial(nearest_theme, self.filterset),
            **kwargs,
        )


class ArticlePage(AddressedDetailView):
    template_name = "kts/article_detail.html"
    context_object_name = "article"

    def get_queryset(self):
        return Article.objects.for_page()

    def get_context_data(self, **kwargs):
        now, article = self.request.now, self.object
        conferences = Conference.objects.published(now).for_article(article).for_cards()
        return super().get_context_data(
            conferences=conferences.latest_first(),
            similar=Article.objects.published(now).like(article).newest().for_cards()[:3],
            **kwargs,
        )


class NetworkList(ListView):
    template_name = "kts/network_list.html"
    context_object_name = "networks"

    def get_queryset(self):
        return Network.objects.published(self.request.now)


class NetworkPage(AddressedDetailView):
    template_name = "kts/network_detail.html"
    context_object_name = "network"

    def get_queryset(self):
        return Network.objects.for_page()

    def get_context_data(self, **kwargs):
        now, themes = self.request.now, self.object.themes.all()
        conferences = Conference.objects.published(now).for_themes(themes).for_cards()
        return super().get_context_data(
            conferences=conferences.latest_first()[:5],
            articles=Article.objects.published(now).for_themes(themes).newest().for_cards()[:5],
            **kwargs,
        )
