"""A fact that is wrong is named by file, row and value, and nothing at all is loaded."""

import pytest
from django.core.management import CommandError, call_command

from conferences.models import Conference, ModelProject, Theme
from kts.models import Article
from smartcity.content.models import ContentVersion
from smartcity.content.transaction import content_change
from smartcity.models import Page
from tests.factories import NOW, make_theme

pytestmark = pytest.mark.django_db

FILES = {
    "accessibility.csv": "slug,name\nstufenlos,Stufenlos\n",
    "themes.csv": "slug,name,kind,explanation,source\nenergie,Energie,innovationsfeld,,\n",
    "series.csv": "slug,name,singular,text,source\nreihe,Reihe,Konferenz,,\n",
    "projects.csv": "slug,name,kind,lands,round,website,latitude,longitude,source\n"
    "ulm,Ulm,stadt,BW,2019,,48.39841,9.99155,\n"
    "gera,Gera,stadt,TH,2019,,,,\n",
    "members.csv": "project,name,latitude,longitude\nulm,Blaustein,,\n",
    "conferences.csv": "uid,slug,series,number,title,starts_on,ends_on,start_time,end_time,format,"
    "host_region,city,land,venue,street,postal_code,hosts,themes,attendance,host,organiser,teaser,"
    "text,source\n"
    "20d40d76-b64f-42e8-9773-8e5f6d56e195,erste,reihe,1,Erste,2022-04-05,2022-04-06,09:00,17:00,"
    "vor-ort,,Ulm,BW,,,,ulm;gera,energie,,,,,<p>Text</p>,\n"
    "9c3eab00-4835-4a29-aed8-2c88d19a8367,zweite,reihe,2,Zweite,2022-07-06,2022-07-06,,,"
    "virtuell,,,TH,,,,gera,energie,,,,,,\n",
    "networks.csv": "slug,name,kind,purpose,themes,members,contact,source\n"
    "netz,Netz,aeg,Zweck,energie,ulm,,\n",
    "articles/bericht.txt": "title: Bericht\nkind: bericht\nteaser: Kurz\nauthors: Redaktion\n"
    "published_on: 2022-05-01\nchecked_on: 2022-05-02\nthemes: energie\nprojects: ulm\n"
    "conferences: erste\nsize: klein\nlicence:\nsource:\n---\n<p>Text</p>\n",
    "pages/impressum.txt": "title: Impressum\n---\n<p>Text</p>\n",
}

MISTAKES = [
    ("themes.csv", "innovationsfeld", "feld", "themes.csv, row 2: kind “feld”: "),
    ("themes.csv", ",kind", ",art", "themes.csv: missing column “kind”"),
    ("themes.csv", "Energie", "", "themes.csv, row 2: name “”: "),
    ("themes.csv", "Energie,", "Energie,,", "themes.csv, row 2: 6 cells, but the head names 5"),
    ("themes.csv", "Energie", '"Energie', "themes.csv: no CSV table"),
    ("themes.csv", "Energie", "Ener\x00gie", "themes.csv: contains a NUL byte"),
    ("projects.csv", "TH", "XX", "projects.csv, row 3: land “XX”: "),
    ("projects.csv", "2019,,48", "2018,,48", "projects.csv, row 2: round “2018”: "),
    ("projects.csv", "48.39841", "neun", "projects.csv, row 2: latitude “neun”: "),
    ("projects.csv", "48.39841", "", "projects.csv, row 2: A point needs latitude"),
    ("projects.csv", "gera,Gera", "ulm,Gera", "row 3: slug “ulm” stands already in projects.csv"),
    ("members.csv", "ulm", "ulmen", "members.csv, row 2: unknown model project “ulmen”"),
    ("conferences.csv", "ulm;gera", "ulm;bonn", "row 2: unknown model project “bonn”"),
    (
        "conferences.csv",
        "ulm;gera",
        "ulm;ulm",
        "conferences.csv, row 2: This model project already",
    ),
    (
        "conferences.csv",
        ",gera,energie",
        ",gera,xyz",
        "conferences.csv, row 3: unknown theme “xyz”",
    ),
    ("conferences.csv", "erste,reihe", "erste,serie", "row 2: unknown series “serie”"),
    ("conferences.csv", ",2,Zweite", ",1,Zweite", "row 3: This number is already taken"),
    ("conferences.csv", ",2,Zweite", ",zwei,Zweite", "row 3: number “zwei”: "),
    ("conferences.csv", ",TH", ",Thüringen", "conferences.csv, row 3: land “Thüringen”: "),
    ("conferences.csv", "2022-04-05", "05.04.2022", "row 2: starts_on “05.04.2022”: "),
    ("conferences.csv", "2022-04-05", "2022-02-30", "row 2: starts_on “2022-02-30”: "),
    ("conferences.csv", "2022-04-06", "2022-04-01", "A conference cannot end before it starts."),
    ("conferences.csv", "09:00", "9 Uhr", "conferences.csv, row 2: start_time “9 Uhr”: "),
    ("conferences.csv", "9c3eab00-", "", "conferences.csv, row 3: uid “4835-4a29-"),
    ("conferences.csv", ",zweite", ",erste", "row 3: slug “erste” stands already in conferences"),
    ("conferences.csv", ",zweite", ",archiv", "conferences.csv, row 3: slug “archiv”: "),
    ("networks.csv", "aeg", "verein", "networks.csv, row 2: kind “verein”: "),
    ("articles/bericht.txt", "erste", "dritte", "bericht.txt: unknown conference “dritte”"),
    ("articles/bericht.txt", "2022-05-01", "bald", "bericht.txt: published_on “bald” is no date"),
    ("articles/bericht.txt", "klein", "winzig", "municipality_size “winzig”: "),
    ("articles/bericht.txt", "teaser: Kurz\n", "", "articles/bericht.txt: missing key “teaser”"),
    ("articles/bericht.txt", "title: Bericht", "Bericht", "bericht.txt: “Bericht” is no new line"),
    ("articles/bericht.txt", "---\n", "", "articles/bericht.txt: no line “---” below the head"),
    ("pages/impressum.txt", "title: Impressum", "title:", "pages/impressum.txt: title “”: "),
]


@pytest.fixture
def folder(tmp_path):
    for name, words in FILES.items():
        path = tmp_path / "facts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    return tmp_path / "facts"


def change_file(path, old, new):
    words = path.read_text()
    assert old in words
    path.write_text(words.replace(old, new, 1))


def test_small_facts_without_a_mistake_are_loaded(folder, capsys):
    call_command("load_facts", fixtures=folder)

    assert capsys.readouterr().out == (
        "Facts: added 1 pages, 1 accessibility services, 1 themes, 1 series, 2 model projects, "
        "2 conferences, 1 networks, 1 articles.\n"
    )


@pytest.mark.parametrize(("name", "old", "new", "sentence"), MISTAKES)
def test_a_mistake_is_named_and_nothing_is_loaded(folder, name, old, new, sentence):
    change_file(folder / name, old, new)

    with pytest.raises(CommandError) as refusal:
        call_command("load_facts", fixtures=folder)

    assert sentence in str(refusal.value)
    models = [Conference, ModelProject, Theme, Article, Page, ContentVersion]
    assert [model.objects.count() for model in models] == [0] * len(models)


def test_all_mistakes_are_named_in_one_run_and_none_because_of_another(folder):
    change_file(folder / "themes.csv", "innovationsfeld", "feld")
    change_file(folder / "conferences.csv", "ulm;gera", "bonn")

    with pytest.raises(CommandError) as refusal:
        call_command("load_facts", fixtures=folder)

    assert str(refusal.value).splitlines() == [
        "Nothing was loaded.",
        "themes.csv, row 2: kind “feld”: Value 'feld' is not a valid choice.",
        "conferences.csv, row 2: unknown model project “bonn”",
    ]


def test_a_missing_file_is_named(folder):
    (folder / "series.csv").unlink()

    with pytest.raises(CommandError, match=r"series\.csv: No such file or directory"):
        call_command("load_facts", fixtures=folder)


def test_a_file_in_another_encoding_is_named(folder):
    (folder / "series.csv").write_bytes("slug,name\nüber,Über\n".encode("latin-1"))

    with pytest.raises(CommandError, match=r"series\.csv: not encoded as UTF-8"):
        call_command("load_facts", fixtures=folder)


def test_a_mistake_in_what_exists_is_named_too(folder):
    call_command("load_facts", fixtures=folder)
    change_file(folder / "conferences.csv", "2022-04-05", "bald")
    change_file(folder / "conferences.csv", ",gera,energie", ",gera,xyz")

    with pytest.raises(CommandError) as refusal:
        call_command("load_facts", fixtures=folder)

    assert [line.partition(":")[0] for line in str(refusal.value).splitlines()[1:]] == [
        "conferences.csv, row 2",
        "conferences.csv, row 3",
    ]


def test_facts_about_a_merged_theme_go_to_the_one_it_was_merged_into(folder):
    target = make_theme(slug="strom", name="Strom")
    merged = make_theme(slug="energie", name="Energie")
    with content_change(NOW) as change, change.writing(merged):
        merged.merge_into(target)

    call_command("load_facts", fixtures=folder)

    assert list(target.conferences.values_list("slug", flat=True)) == ["zweite", "erste"]
    assert list(target.articles.values_list("slug", flat=True)) == ["bericht"]


def test_decomposed_facts_are_composed_and_addresses_are_written_out(folder):
    change_file(folder / "themes.csv", "energie,Energie", "größe,Gro\u0308ße\u202e")
    for name in ("conferences.csv", "conferences.csv", "networks.csv", "articles/bericht.txt"):
        change_file(folder / name, "energie", "gro\u0308ße")
    (folder / "articles/bericht.txt").rename(folder / "articles/U\u0308ber die Straße.txt")

    call_command("load_facts", fixtures=folder)

    theme, article = Theme.objects.get(), Article.objects.get()
    assert (theme.slug, theme.name, article.slug) == ("groesse", "Größe", "ueber-die-strasse")
    assert list(article.themes.all()) == [theme]
