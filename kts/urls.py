from django.urls import path

from . import views
from .outputs import atom, tables

app_name = "kts"

urlpatterns = [
    path("wissen/", views.ArticleList.as_view(), name="articles"),
    path("wissen.atom", atom.articles, name="feed"),
    path("themen/<slug:slug>.atom", atom.theme, name="theme_feed"),
    path("modellprojekte/<slug:slug>.atom", atom.project, name="project_feed"),
    path("wissen.csv", tables.articles, name="articles_table"),
    path("netzwerke.csv", tables.networks, name="networks_table"),
    path("wissen/<slug:slug>/", views.ArticlePage.as_view(), name="article"),
    path("netzwerke/", views.NetworkList.as_view(), name="networks"),
    path("netzwerke/<slug:slug>/", views.NetworkPage.as_view(), name="network"),
]
