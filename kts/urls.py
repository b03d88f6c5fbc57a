from django.urls import path

from . import views

app_name = "kts"

urlpatterns = [
    path("wissen/", views.ArticleList.as_view(), name="articles"),
    path("wissen/<slug:slug>/", views.ArticlePage.as_view(), name="article"),
    path("netzwerke/", views.NetworkList.as_view(), name="networks"),
    path("netzwerke/<slug:slug>/", views.NetworkPage.as_view(), name="network"),
]
