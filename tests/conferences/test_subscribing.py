"""From ticked filters to one address: the subscribe page and the rule behind it."""

import html
import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from conferences.feeds.subscribing import KEPT, TICKED, query_of
from conferences.filters import PASSING, ConferenceFilter
from conferences.models import AccessibilityService
from tests.factories import (
    FIRST_DAY,
    NOW,
    make_conference,
    make_project,
    make_series,
    make_theme,
    stored,
)
from tests.reading import stops, words
from tests.smartcity.test_every_address import NONSENSE

PAGE = "/konferenzen/abonnieren/"
HOST = "https://katalog.example"
FEED = f"{HOST}/konferenzen.ics"

values = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
pairs = st.lists(st.tuples(st.sampled_from([*TICKED, *KEPT, "seite", "sortierung"]), values))


@pytest.fixture
def _just_published(time_machine):
    time_machine.move_to(NOW, tick=False)


def address_on(response):
    return html.unescape(re.search(r'readonly value="([^"]*)"', response.text)[1])


def ticked_on(response):
    return re.findall(r'value="([^"]*)" checked', response.text)


@given(pairs, st.randoms())
def test_the_order_and_number_of_the_values_make_no_difference(chosen, random):
    shuffled = [*chosen, *chosen]
    random.shuffle(shuffled)

    assert query_of(shuffled) == query_of(chosen)


def test_the_parameters_stand_in_their_order_and_their_values_in_theirs():
    chosen = [("q", "Ähre & Co"), ("land", "RP"), ("land", "NW"), ("thema", "wege"), ("thema", "")]

    assert query_of(chosen) == "thema=wege&land=NW&land=RP&q=%C3%84hre+%26+Co"


def test_what_only_arranges_a_list_is_left_out():
    assert query_of([("seite", "2"), ("sortierung", "anmeldeschluss"), ("x", "y")]) == ""


@pytest.mark.django_db
def test_without_a_choice_the_address_is_that_of_everything(client):
    response = client.get(f"{PAGE}?thema=&land=&seite=2")

    assert address_on(response) == FEED
    assert not response.cookies


@pytest.mark.django_db
def test_the_https_address_comes_first_and_webcal_second(client):
    page = client.get(f"{PAGE}?land=NW").text

    assert 'href="webcal://katalog.example/konferenzen.ics?land=NW"' in page
    assert page.index(f'value="{FEED}?land=NW"') < page.index('href="webcal:')


@pytest.mark.django_db
def test_the_same_choice_has_the_same_address_in_whatever_order(client):
    for slug in ["daten", "energie"]:
        make_theme(slug=slug)
    make_project(slug="ulm")
    make_series(slug="kongresse")

    ways = [
        "reihe=kongresse&format=hybrid&thema=energie&projekt=ulm&land=RP&thema=daten&land=BY",
        "land=BY&land=RP&land=BY&thema=daten&thema=energie&q=&projekt=ulm&format=hybrid"
        "&reihe=kongresse&sortierung=x",
    ]

    assert {address_on(client.get(f"{PAGE}?{way}")) for way in ways} == {
        f"{FEED}?thema=daten&thema=energie&land=BY&land=RP&projekt=ulm&format=hybrid"
        "&reihe=kongresse"
    }


@pytest.mark.django_db
def test_former_and_merged_addresses_become_the_current_one(client):
    theme, target = make_theme(slug="neu"), make_theme(slug="ziel")
    theme.former_slugs.create(slug="alt")
    stored(make_theme(slug="verschmolzen", merged_into=target))

    response = client.get(f"{PAGE}?thema=alt&thema=verschmolzen")

    assert address_on(response) == f"{FEED}?thema=neu&thema=ziel"
    assert ticked_on(response) == ["neu", "ziel"]


@pytest.mark.django_db
def test_filters_of_a_list_that_cannot_be_ticked_here_are_kept(client):
    stored(AccessibilityService(name="Gebärdensprache", slug="dgs", sort_key="gebaerdensprache"))
    query = "status=bestaetigt&anmeldung=offen&barrierefreiheit=dgs&jahr=2022"
    query += "&von=2022-03-01&bis=2022-04-01&q=ulm"

    response = client.get(f"{PAGE}?{query.replace('2022-03-01', '01.03.2022')}")

    assert address_on(response) == f"{FEED}?{query}"
    assert re.findall(r'type="hidden" name="([^"]*)"', response.text) == KEPT


WITHOUT_A_NOTE = {
    "status=bestaetigt": ["Eine Konferenz, deren Status sich ändert, verschwindet ohne Hinweis"],
    "anmeldung=offen": ["verschwindet ohne Hinweis aus diesem Kalender, sobald ihre Anmeldung"],
    "jahr=2022": ["Eine Konferenz, die aus dem Zeitraum hinaus verschoben wird"],
    "von=2022-03-01&bis=2022-04-01": [
        "Eine Konferenz, die aus dem Zeitraum hinaus verschoben wird"
    ],
    "q=ulm": ["Mit Suchwörtern verschwindet eine Konferenz ohne Hinweis aus diesem Kalender"],
    "land=NW&format=hybrid": [],
}


@pytest.mark.django_db
@pytest.mark.parametrize("query", WITHOUT_A_NOTE)
@pytest.mark.parametrize(
    "path", [PAGE, "/konferenzen/", "/konferenzen/archiv/", "/konferenzen/karte/"]
)
def test_what_disappears_without_a_note_is_said_where_it_can_be_subscribed_to(client, path, query):
    page = words(client.get(f"{path}?{query}").text)

    told = WITHOUT_A_NOTE[query]
    assert [page.count(sentence) for sentence in told] == [1] * len(told)
    assert page.count("ohne Hinweis") == len(told)


@pytest.mark.django_db
def test_the_page_says_what_becomes_of_what_leaves_a_choice(client):
    page = words(client.get(PAGE).text)

    assert "Verliert eine Konferenz, was Sie gewählt haben" in page
    assert "bis 30 Tage nach ihrem Ende als abgesagt in Ihrem Kalender" in page


def test_every_filter_is_either_remembered_or_explained():
    narrowing = ConferenceFilter.base_filters.keys() - {"sortierung"}

    lasting = {"thema", "land", "format", "projekt", "reihe", "barrierefreiheit"}
    assert narrowing - PASSING.keys() == lasting


def test_every_filter_of_the_lists_leads_into_the_address():
    narrowing = ConferenceFilter.base_filters.keys() - {"sortierung"}

    assert {*TICKED, *KEPT} == narrowing


@pytest.mark.django_db
@pytest.mark.usefixtures("_just_published")
def test_the_page_shows_what_is_in_the_calendar_today(client):
    theme = make_theme(slug="energie", name="Energie")
    for day in range(5, 10):
        make_conference(title=f"Am {day}.", themes=[theme], starts_on=FIRST_DAY.replace(day=day))
    make_conference(title="Ohne Datum", themes=[theme], starts_on=None, status="termin-offen")
    make_conference(title="Vorbei", themes=[theme], starts_on=FIRST_DAY.replace(year=2021))
    make_conference(title="Entwurf", themes=[theme], publication="draft")
    make_conference(title="Anderes")

    response = client.get(f"{PAGE}?thema=energie")

    assert "„Konferenzen: Energie“" in words(response.text)
    assert response.context["counts"] == {"upcoming": 5, "past": 1}
    assert len(stops(response)) == 3
    assert [str(item) for item in response.context["coming"]] == ["Am 5.", "Am 6.", "Am 7."]


@pytest.mark.django_db
@pytest.mark.usefixtures("_just_published")
def test_unknown_values_are_named_and_the_rest_is_offered(client):
    energy = make_theme(slug="energie")
    make_conference(title="Bekannt", land="NW", themes=[energy])

    response = client.get(f"{PAGE}?thema=verschwunden&thema=energie&land=NW")

    assert "verschwunden" in words(response.text)
    assert address_on(response) == f"{FEED}?thema=energie&land=NW"
    assert [str(item) for item in response.context["coming"]] == ["Bekannt"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_just_published")
@pytest.mark.parametrize("query", ["thema=verschwunden&land=NW", "land=NW&von=2022-02-30"])
def test_a_filter_of_which_nothing_is_known_leaves_the_calendar_empty(client, query):
    make_conference(land="NW")

    response = client.get(f"{PAGE}?{query}")

    assert address_on(response) == f"{FEED}?{query}"
    assert response.context["counts"] == {"upcoming": 0, "past": 0}
    assert "Mit dieser Auswahl bleibt der Kalender leer." in words(response.text)
    assert b"BEGIN:VEVENT" not in client.get(f"/konferenzen.ics?{query}").content


@pytest.mark.django_db
@pytest.mark.usefixtures("_just_published")
def test_of_two_days_the_last_one_counts_here_as_in_the_feed(client):
    make_conference(land="NW")

    response = client.get(f"{PAGE}?von=2020-01-01&von=1bad")

    assert address_on(response) == f"{FEED}?von=1bad"
    assert response.context["counts"] == {"upcoming": 0, "past": 0}


@pytest.mark.django_db
@pytest.mark.parametrize("query", NONSENSE)
def test_no_question_breaks_it_and_its_feed_is_one(client, query):
    response = client.get(f"{PAGE}?{query}")

    assert response.status_code == 200
    assert (
        client.get(address_on(response).removeprefix("https://katalog.example")).status_code == 200
    )


@pytest.mark.django_db
def test_the_qr_code_leads_to_the_page_with_its_choice(client):
    response = client.get(f"{PAGE}?land=NW&format=hybrid")

    drawn = re.search(r'<svg [^>]*class="qr">.*?</svg>', response.text)[0]
    expected = segno.make(f"{HOST}{PAGE}?land=NW&format=hybrid", micro=False)
    assert drawn == expected.svg_inline(svgclass="qr", lineclass=None, omitsize=True)
    assert "style" not in drawn


@pytest.mark.django_db
def test_an_address_too_long_for_a_camera_has_no_qr_code(client):
    response = client.get(f"{PAGE}?q={'ü' * 200}")

    assert 'class="qr"' not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/konferenzen/", "/konferenzen/archiv/", "/konferenzen/karte/"])
def test_a_filtered_list_leads_there_with_its_filter(client, path):
    page = html.unescape(client.get(f"{path}?land=NW&format=hybrid&seite=1").text)

    assert f'href="{PAGE}?land=NW&format=hybrid"' in page
    assert f"{FEED}?land=NW&format=hybrid</code>" in page


@pytest.mark.django_db
def test_it_asks_as_much_for_30_conferences_as_for_3(client, django_assert_num_queries):
    theme, project = make_theme(slug="energie"), make_project(slug="ulm")
    for number in range(3):
        make_conference(themes=[theme], hosts=[project], starts_on=f"2099-01-0{number + 1}")
    address = f"{PAGE}?thema=energie&projekt=ulm"
    client.get(address)

    with django_assert_num_queries(11):
        client.get(address)
    for number in range(27):
        make_conference(themes=[theme], hosts=[project], starts_on=f"2099-02-{number + 1:02}")
    with django_assert_num_queries(11):
        client.get(address)


@pytest.mark.django_db
def test_the_page_says_of_each_program_what_it_makes_of_changes(client):
    told = {
        words(name): words(text)
        for name, text in re.findall(
            r"<summary>(.*?)</summary>(.*?)</details>", client.get(PAGE).text, re.DOTALL
        )
    }

    assert "nimmt sie aus dem Kalender" in told["Google Kalender"]
    assert "Abgesagt" not in told["Google Kalender"]
    assert "Stunden dauern, manchmal Tage" in told["Outlook"]
    assert "Öffnen Sie die Adresse selbst nicht auf dem Telefon" in told["Android-Telefone"]
    for program in ["Outlook", "Apple Kalender", "Thunderbird"]:
        assert "bleiben stehen, mit „Abgesagt“ im Titel" in told[program]
