"""On the map every target can be hit: 24 CSS pixels each, where the map is 288 pixels wide."""

import csv
from itertools import combinations
from math import dist

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from conferences.coordinates import HEIGHT, WIDTH, plane_point
from conferences.map.outlines import outlines
from conferences.map.targets import MapPlace, map_targets_of

NARROWEST = 288 / WIDTH


def rows(name):
    with (settings.BASE_DIR / "fixtures" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def spots(points):
    return [MapPlace(point, f"{number}", f"/{number}/") for number, point in enumerate(points)]


def least_gap(targets):
    """In CSS pixels on the narrowest map; infinite for a single target."""
    pairs = combinations([(target.x, target.y) for target in targets], 2)
    return min((dist(*pair) * NARROWEST for pair in pairs), default=float("inf"))


def real_points():
    return [plane_point(row["latitude"], row["longitude"]) for row in rows("projects.csv")]


def test_each_of_the_73_projects_has_a_target_of_its_own():
    targets = map_targets_of(spots(real_points()))

    assert [len(target.places) for target in targets] == [1] * 73
    assert least_gap(targets) >= 24


def test_the_nine_around_the_ruhr_stay_near_their_places():
    essen = plane_point(51.4556, 7.0116)
    near = sorted(real_points(), key=lambda point: dist(point, essen))[:9]

    targets = map_targets_of(spots(near))

    moved = [dist((target.x, target.y), target.places[0].point) for target in targets]
    assert len(targets) == 9
    assert least_gap(targets) >= 24
    assert max(moved) < 60


def test_two_projects_on_one_point_part():
    targets = map_targets_of(spots([(117.0, 388.0)] * 2))

    assert len(targets) == 2
    assert least_gap(targets) >= 24
    assert [target.lines for target in targets] == [[(117.0, 388.0)]] * 2


def test_a_point_that_stands_alone_stays_where_it_is():
    (target,) = map_targets_of(spots([(200.0, 300.0)]))

    assert (target.x, target.y, target.lines) == (200.0, 300.0, [])


def test_too_many_points_share_targets_and_none_gets_lost():
    points = [(x % 400, x * 37 % 546) for x in range(500)]

    targets = map_targets_of(spots(points))

    assert sum(len(target.places) for target in targets) == 500
    assert least_gap(targets) >= 24


@given(st.lists(st.tuples(st.floats(-20, WIDTH + 20), st.floats(-60, HEIGHT + 20)), max_size=30))
def test_whatever_the_points_targets_lie_apart_and_on_the_map(points):
    targets = map_targets_of(spots(points))

    assert sum(len(target.places) for target in targets) == len(points)
    assert least_gap(targets) >= 24
    assert all(16 <= t.x <= WIDTH - 16 and 16 <= t.y <= HEIGHT - 16 for t in targets)


def test_the_map_draws_each_land_once_and_within_its_plane():
    drawn = dict(outlines())

    assert len(drawn) == 16
    starts = [path[1:].partition("l")[0].split() for path in drawn.values()]
    assert all(0 <= int(x) <= WIDTH and 0 <= int(y) <= HEIGHT for x, y in starts)
