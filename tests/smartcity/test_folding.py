import pytest

from smartcity.text.folding import fold_for_search, fold_for_sorting

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bürgerbeteiligung", "buergerbeteiligung"),
        ("STRASSE Straße", "strasse strasse"),
        ("Chóśebuz", "chosebuz"),
        ("Ko\u0308ln", "koeln"),
    ],
)
def test_search_writes_umlauts_out_and_drops_other_marks(text, folded):
    assert fold_for_search(text) == folded


def test_sorting_puts_umlauts_beside_their_letters():
    names = ["Zebra", "Ähre", "Österreich", "Ofen", "Bad Belzig", "Badenweiler", "5 für", "Straße"]

    assert sorted(names, key=fold_for_sorting) == [
        "5 für", "Ähre", "Bad Belzig", "Badenweiler", "Ofen", "Österreich", "Straße", "Zebra",
    ]  # fmt: skip
