"""The outlines of the 16 Länder on the plane of the map, computed once for each process."""

import json
from functools import cache
from itertools import pairwise

from django.conf import settings

from conferences.coordinates import plane_point

SOURCE = settings.BASE_DIR / "fixtures" / "bundeslaender.geojson"


@cache
def outlines():
    """Return [(code of the Land, SVG path)]."""
    features = json.loads(SOURCE.read_text(encoding="utf-8"))["features"]
    return [(item["properties"]["code"], path_of(item["geometry"])) for item in features]


def path_of(geometry):
    """Return the SVG path of a GeoJSON geometry."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return "".join(ring_path(ring) for polygon in polygons for ring in polygon)


def ring_path(ring):
    """Return the SVG path of one ring, rounded to whole units and without empty steps."""
    corners = [tuple(map(round, plane_point(north, east))) for east, north in ring]
    steps = [(after[0] - at[0], after[1] - at[1]) for at, after in pairwise(corners)]
    # z closes the path.
    moves = " ".join(f"{x} {y}" for x, y in steps[:-1] if x or y)
    return f"M{corners[0][0]} {corners[0][1]}l{moves}z".replace(" -", "-")
