from django.urls import path

from . import months, views
from .feeds import feeds
from .map import places
from .outputs import atom, tables

app_name = "conferences"

urlpatterns = [
    path("konferenzen/", views.ConferenceList.as_view(), name="list"),
    path("konferenzen/archiv/", views.ConferenceArchive.as_view(), name="archive"),
    path("konferenzen/abonnieren/", views.subscribe, name="subscribe"),
    path("konferenzen/kalender/", months.calendar, name="calendar"),
    path("konferenzen/kalender/<int:year>/<int:number>/", months.month, name="month"),
    path("konferenzen/karte/", places.conference_map, name="map"),
    path("konferenzen/<slug:slug>/", views.ConferencePage.as_view(), name="detail"),
    path("konferenzen/<slug:slug>/vorlage/", views.BriefPage.as_view(), name="brief"),
    path("konferenzen/<slug:slug>.ics", feeds.entry, name="entry"),
    path("konferenzen/aenderungen.atom", atom.changes, name="changes"),
    path("konferenzen.atom", atom.conferences, name="news"),
    path("konferenzen.ics", feeds.feed, name="feed"),
    path("konferenzen.csv", tables.conferences, name="table"),
    path("konferenzen/archiv.csv", tables.archive, name="archive_table"),
    path("modellprojekte.csv", tables.projects, name="projects_table"),
    path("themen.csv", tables.themes, name="themes_table"),
    path("modellprojekte/", views.ProjectList.as_view(), name="projects"),
    path("modellprojekte/<slug:slug>/", views.ProjectPage.as_view(), name="project"),
    path("modellprojekte/<slug:slug>.ics", feeds.feed, {"about": "projekt"}, name="project_feed"),
    path("themen/", views.ThemeList.as_view(), name="themes"),
    path("themen/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
    path("themen/<slug:slug>.ics", feeds.feed, {"about": "thema"}, name="theme_feed"),
    path("reihen/<slug:slug>/", views.SeriesPage.as_view(), name="series"),
    path("reihen/<slug:slug>.ics", feeds.feed, {"about": "reihe"}, name="series_feed"),
]
