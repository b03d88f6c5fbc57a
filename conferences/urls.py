from django.urls import path

from . import feeds, views

app_name = "conferences"

urlpatterns = [
    path("konferenzen/", views.ConferenceList.as_view(), name="list"),
    path("konferenzen/archiv/", views.ConferenceArchive.as_view(), name="archive"),
    path("konferenzen/<slug:slug>/", views.ConferencePage.as_view(), name="detail"),
    path("konferenzen/<slug:slug>.ics", feeds.entry, name="entry"),
    path("konferenzen.ics", feeds.feed, name="feed"),
    path("modellprojekte/", views.ProjectList.as_view(), name="projects"),
    path("modellprojekte/<slug:slug>/", views.ProjectPage.as_view(), name="project"),
    path("themen/", views.ThemeList.as_view(), name="themes"),
    path("themen/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
    path("reihen/<slug:slug>/", views.SeriesPage.as_view(), name="series"),
]
