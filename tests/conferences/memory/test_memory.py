"""What feeds keep in mind of earlier states, and what never counts."""

from datetime import timedelta

import pytest
import time_machine

from conferences.models import Conference, PastState
from smartcity.content.transaction import content_change
from tests.edits import LATER, edited, written
from tests.factories import (
    make_conference,
    make_theme,
)
from tests.narrowed import TOLD, shown, titles, with_themes

pytestmark = pytest.mark.django_db


def sequence():
    return Conference.objects.get(slug="ulm").sequence


def test_only_one_earlier_state_that_matches_the_whole_choice_counts(client, ulm, energy):
    data = make_theme(slug="daten")
    with_themes(ulm, data)
    edited(ulm, land="BY")

    assert titles(client, "thema=energie&land=NW") == [TOLD]
    assert titles(client, "thema=daten&land=NW") == [TOLD]
    assert titles(client, "thema=daten&land=BY") == ["Ulm"]
    # It was never about energy in Bavaria.
    assert titles(client, "thema=energie&land=BY") == []
    assert titles(client, "thema=energie&thema=daten&land=BY") == ["Ulm"]


def test_values_of_other_filters_are_those_of_that_state(client, ulm):
    with_themes(ulm)
    ulm.confirm(now=LATER)

    assert titles(client, "thema=energie&status=geplant") == [TOLD]
    assert titles(client, "thema=energie&status=bestaetigt") == []
    assert titles(client, "thema=energie&jahr=2022") == [TOLD]
    assert titles(client, "thema=energie&jahr=2023") == []


def test_what_passes_in_the_course_of_things_is_not_told_as_cancelled(client, ulm):
    with_themes(ulm)
    ulm.confirm(now=LATER)

    assert titles(client, "status=geplant") == []


def test_no_text_is_kept_in_mind(client, ulm):
    with_themes(ulm)
    edited(ulm, teaser="Wasserstoff")

    assert titles(client, "thema=energie&q=Wasserstoff") == []
    columns = {it.get_internal_type() for it in PastState._meta.concrete_fields}
    assert "TextField" not in columns


def test_a_draft_leaves_nothing(client, energy):
    draft = make_conference(title="Ulm", slug="ulm", themes=[energy], publication="draft")
    with_themes(draft)
    edited(draft, publication="published", published_at=LATER)

    assert titles(client, "thema=energie") == []
    assert not PastState.objects.exists()
    assert sequence() == 1


def test_what_is_scheduled_and_not_public_yet_leaves_nothing(client, energy):
    soon = LATER + timedelta(days=1)
    scheduled = make_conference(
        slug="ulm", themes=[energy], publication="published", published_at=soon
    )

    with_themes(scheduled)

    with time_machine.travel(soon, tick=False):
        assert titles(client, "thema=energie") == []
    assert not PastState.objects.exists()


def test_what_is_made_and_changed_in_one_edit_has_lost_nothing(energy):
    with content_change(LATER) as change:
        conference = make_conference(slug="ulm", themes=[energy])
        with change.writing(conference):
            conference.themes.clear()

    assert not PastState.objects.exists()


def test_what_was_taken_back_in_the_same_edit_is_no_loss(ulm, energy):
    with content_change(LATER) as change:
        with change.writing(ulm):
            ulm.themes.clear()
        with change.writing(ulm):
            ulm.themes.add(energy)

    assert not PastState.objects.exists()
    assert sequence() == 0


def test_a_value_put_back_ends_it(client, ulm, energy):
    with_themes(ulm)

    with_themes(ulm, energy)

    assert shown(client, "thema=energie") == [("Ulm", "TENTATIVE")]
    assert not PastState.objects.exists()
    assert Conference.objects.get().departed_entry is None
    # For that feed it takes place again: a program must take this for the newer entry.
    assert sequence() == 2


def test_a_value_lost_later_raises_the_number_though_its_state_is_known(client, ulm, energy):
    data = make_theme(slug="daten")
    with_themes(ulm, energy, data)
    with_themes(ulm, energy)
    before = sequence()

    with_themes(ulm)

    assert PastState.objects.count() == 1
    assert titles(client, "thema=energie") == titles(client, "thema=daten") == [TOLD]
    assert (before, sequence()) == (1, 2)


def test_of_several_losses_one_may_come_back(client, ulm, energy):
    with_themes(ulm)
    edited(ulm, land="BY")

    with_themes(ulm, energy)

    assert titles(client, "thema=energie") == ["Ulm"]
    assert titles(client, "land=NW") == titles(client, "thema=energie&land=NW") == [TOLD]


def merge(theme, target):
    written(theme, lambda it: it.merge_into(target))


def test_to_merge_a_theme_is_no_loss(client, ulm, energy):
    target = make_theme(slug="klima")

    merge(energy, target)

    assert titles(client, "thema=energie") == titles(client, "thema=klima") == ["Ulm"]
    assert not PastState.objects.exists()
    assert sequence() == 0


def test_to_merge_a_theme_and_save_the_conference_in_one_edit_is_no_loss(ulm, energy):
    target = make_theme(slug="klima")

    with content_change(LATER):
        edited(ulm, teaser="Neu.")
        merge(energy, target)

    assert not PastState.objects.exists()


def test_a_lost_theme_that_is_merged_leads_to_its_target(client, ulm, energy):
    target = make_theme(slug="klima")
    with_themes(ulm)

    merge(energy, target)

    assert titles(client, "thema=energie") == titles(client, "thema=klima") == [TOLD]


def test_a_lost_theme_that_is_merged_into_one_it_has_is_lost_no_more(client, ulm, energy):
    target = make_theme(slug="klima")
    with_themes(ulm, target)

    merge(energy, target)

    assert titles(client, "thema=energie") == titles(client, "thema=klima") == ["Ulm"]
    assert not PastState.objects.exists()


def test_to_rename_a_theme_is_no_loss(client, ulm, energy):
    edited(energy, name="Wärme", slug="waerme")

    assert titles(client, "thema=energie") == ["Ulm"]
    assert not PastState.objects.exists()


def test_an_unknown_value_holds_nothing_of_the_past(client, ulm):
    with_themes(ulm)

    assert titles(client, "thema=nie") == titles(client, "thema=energie&land=XX") == []
