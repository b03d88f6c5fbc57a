"""Map targets of at least 24 CSS pixels, also on small screens, so that fingers can hit them.

Where points are crowded, targets are pushed apart and a line connects each with its point. Where
there are too many points, those of one grid cell share a target.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, sin

from conferences.coordinates import HEIGHT, WIDTH

# In units of the plane: a little over 24 pixels if the map has its minimum width of 288 pixels.
SPACING = 34
# Distances from here on count as settled.
SETTLED = SPACING - 0.3
# More targets would hide the map, and pushing them apart would take long.
MAX_TARGETS = 80
MAX_ROUNDS = 250
# In these first rounds targets are also drawn back to their points, with decreasing weight.
ATTRACTION_ROUNDS = 60


@dataclass(frozen=True)
class MapPlace:
    """A labelled point of the map, and the URL it leads to."""

    point: tuple
    label: str
    url: str
    stands_out: bool = False


@dataclass(frozen=True)
class MapTarget:
    """The position of a target and the places that share it."""

    x: float
    y: float
    places: list

    @property
    def label(self):
        """The labels of all places."""
        return "; ".join(str(place.label) for place in self.places)

    @property
    def stands_out(self):
        """Whether one of the places stands out."""
        return any(place.stands_out for place in self.places)

    @property
    def lines(self):
        """[(x, y)] of the points that lie apart from the target."""
        moved = [
            place.point for place in self.places if distance(place.point, (self.x, self.y)) > 3
        ]
        return list(dict.fromkeys(moved))


def map_targets_of(places):
    """Return targets of which no two are closer than SPACING."""
    shared = {}
    for place, position in zip(
        places, positions(tuple(place.point for place in places)), strict=True
    ):
        shared.setdefault(position, []).append(place)
    return [MapTarget(*position, members) for position, members in shared.items()]


@lru_cache(maxsize=64)
def positions(points):
    """Return the position of the target of each point."""
    apart = pushed_apart(points) if len(points) <= MAX_TARGETS else None
    targets = apart or [gathered(point) for point in points]
    return [(round(x, 1), round(y, 1)) for x, y in targets]


def pushed_apart(points):
    """Return a position near each point, with enough distance, or None if they do not settle."""
    centres = [[*point] for point in points]
    for number, centre in enumerate(centres):
        # Identical points need different directions.
        centre[0] += 0.01 * cos(2.4 * number)
        centre[1] += 0.01 * sin(2.4 * number)
    for turn in range(MAX_ROUNDS):
        draw_back(centres, points, weight=0.1 * max(0, 1 - turn / ATTRACTION_ROUNDS))
        is_settled = push(centres)
        if is_settled and turn >= ATTRACTION_ROUNDS:
            return centres
    return None


def draw_back(centres, points, weight):
    """Move each position towards its point."""
    for centre, point in zip(centres, points, strict=True):
        centre[0] += (point[0] - centre[0]) * weight
        centre[1] += (point[1] - centre[1]) * weight


def push(centres):
    """Move positions apart that are too close; return whether there were none."""
    is_settled = True
    from_west = sorted(centres)
    for number, one in enumerate(from_west):
        for other in from_west[number + 1 :]:
            if other[0] - one[0] >= SPACING:
                break
            gap = distance(one, other)
            is_settled &= gap >= SETTLED
            if gap < SPACING:
                part(one, other, gap)
    for centre in centres:
        centre[:] = inside(centre)
    return is_settled


def part(one, other, gap):
    """Move both positions away from each other, by half of the missing distance each."""
    share = (SPACING - gap) / 2 / (gap or 1)
    east, south = (other[0] - one[0]) * share, (other[1] - one[1]) * share
    one[:] = one[0] - east, one[1] - south
    other[:] = other[0] + east, other[1] + south


def inside(centre):
    """Return the position moved so that the whole target lies on the map."""
    margin = SPACING / 2
    return (
        min(max(centre[0], margin), WIDTH - margin),
        min(max(centre[1], margin), HEIGHT - margin),
    )


def gathered(point):
    """Return the centre of the grid cell that contains the point."""
    return tuple(
        (int(min(max(value, 0), extent - 1) / field) + 0.5) * field
        for value, extent in zip(point, (WIDTH, HEIGHT), strict=True)
        for field in [extent / (extent // SPACING)]
    )


def distance(one, other):
    """Return the distance of two points."""
    return hypot(one[0] - other[0], one[1] - other[1])
