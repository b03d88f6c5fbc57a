"""Points of the map as targets that a finger can hit: 24 CSS pixels each, on small screens too.

Where points crowd, their targets are pushed apart and a line leads to the true place. Where there
are too many for that, those that lie together share one target.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, sin

from conferences.coordinates import HEIGHT, WIDTH

# In units of the plane: 24 pixels and a little where the map is 288 pixels wide, its least width.
SPACING = 34
SETTLED = SPACING - 0.3
# More of them hide the map; pushing them around would also take long.
MOST = 80
ROUNDS = 250
# So long, ever more weakly, targets are drawn back to their places.
CALM = 60


@dataclass(frozen=True)
class Spot:
    """What the map shows at a point, and where it leads."""

    point: tuple
    label: str
    url: str
    stands_out: bool = False


@dataclass(frozen=True)
class Target:
    x: float
    y: float
    spots: list

    @property
    def label(self):
        return "; ".join(str(spot.label) for spot in self.spots)

    @property
    def stands_out(self):
        return any(spot.stands_out for spot in self.spots)

    @property
    def lines(self):
        """[(x, y)] of the places that lie elsewhere than the target."""
        moved = [spot.point for spot in self.spots if distance(spot.point, (self.x, self.y)) > 3]
        return list(dict.fromkeys(moved))


def targets_of(spots):
    """No two of them closer than SPACING."""
    shared = {}
    for spot, at in zip(spots, positions(tuple(spot.point for spot in spots)), strict=True):
        shared.setdefault(at, []).append(spot)
    return [Target(*at, found) for at, found in shared.items()]


@lru_cache(maxsize=64)
def positions(points):
    """For each point where its target is."""
    apart = pushed_apart(points) if len(points) <= MOST else None
    found = apart or [gathered(point) for point in points]
    return [(round(x, 1), round(y, 1)) for x, y in found]


def pushed_apart(points):
    """Each near its point and none too close to another, or None if they do not settle."""
    places = [[*point] for point in points]
    for number, place in enumerate(places):
        # Two on one point part in directions of their own.
        place[0] += 0.01 * cos(2.4 * number)
        place[1] += 0.01 * sin(2.4 * number)
    for turn in range(ROUNDS):
        draw_back(places, points, weight=0.1 * max(0, 1 - turn / CALM))
        is_settled = push(places)
        if is_settled and turn >= CALM:
            return places
    return None


def draw_back(places, points, weight):
    for place, point in zip(places, points, strict=True):
        place[0] += (point[0] - place[0]) * weight
        place[1] += (point[1] - place[1]) * weight


def push(places):
    """Part those that are too close, half the way each; whether all were far enough before."""
    is_settled = True
    from_west = sorted(places)
    for number, one in enumerate(from_west):
        for other in from_west[number + 1 :]:
            if other[0] - one[0] >= SPACING:
                break
            gap = distance(one, other)
            is_settled &= gap >= SETTLED
            if gap < SPACING:
                part(one, other, gap)
    for place in places:
        place[:] = inside(place)
    return is_settled


def part(one, other, gap):
    share = (SPACING - gap) / 2 / (gap or 1)
    east, south = (other[0] - one[0]) * share, (other[1] - one[1]) * share
    one[:] = one[0] - east, one[1] - south
    other[:] = other[0] + east, other[1] + south


def inside(place):
    """The whole target lies on the map."""
    margin = SPACING / 2
    return (
        min(max(place[0], margin), WIDTH - margin),
        min(max(place[1], margin), HEIGHT - margin),
    )


def gathered(point):
    """The middle of the field of the map in which the point lies."""
    return tuple(
        (int(min(max(value, 0), extent - 1) / field) + 0.5) * field
        for value, extent in zip(point, (WIDTH, HEIGHT), strict=True)
        for field in [extent / (extent // SPACING)]
    )


def distance(one, other):
    return hypot(one[0] - other[0], one[1] - other[1])
