"""The order of the rooms: what may import what (docs/architecture.md)."""

import ast
import re
from graphlib import TopologicalSorter

import pytest

from tests.source import APPS, dotted, files, imports_of, module_of, modules, names, offences

pytestmark = pytest.mark.once

# From the ground up: a room may import those before it, and nothing of the website itself.
ROOMS = {
    "smartcity": [
        *["text", "sql", "publishing", "media", "accounts", "search", "links", "content"],
        *["lists", "outputs", "spreadsheets", "editing", "operating"],
    ],
    "conferences": [
        *["laender", "coordinates", "validators", "changes", "calendar", "querysets", "models"],
        *["resources", "nearest", "filters", "months", "map", "feeds", "announcing", "outputs"],
    ],
    "kts": ["querysets", "models", "filters", "outputs"],
}
# Packages that Django or the app looks for by name: they gather what their modules declare.
GATHERING = {"admin", "models", "querysets"}
APP_NAMED = re.compile(r"(conferences|kts)(\.\w+)*\Z")


def room_of(name):
    """Return (app, number of the room), the number None for what stands beside the rooms."""
    app, _, rest = name.partition(".")
    rooms, room = ROOMS.get(app, []), rest.partition(".")[0]
    return app, rooms.index(room) if room in rooms else None


def climbs(importer, imported):
    """Whether a room imports a later one of its app, or what the app composes of its rooms."""
    (app, room), (other, its_room) = room_of(importer), room_of(imported)
    if app != other or room is None:
        return False
    return its_room is None or its_room > room


def test_rooms_import_only_those_before_them():
    assert offences(modules(*APPS), climbs) == []


def test_every_room_is_there():
    missing = [
        f"{app}.{room}"
        for app, rooms in ROOMS.items()
        for room in rooms
        if module_of(f"{app}.{room}") is None
    ]

    assert missing == []


def test_a_package_says_only_what_lives_in_it():
    speaking = [
        path
        for path in files("__init__.py", *APPS)
        if path.parent.name not in GATHERING and path.read_text()
        for node in ast.parse(path.read_text()).body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]

    assert names(speaking) == []


def test_rooms_name_no_app_that_builds_on_them():
    """Hosts belong to model projects: `User.projects` is the one exception."""
    naming = [
        f"{dotted(path)}: {node.value}"
        for path in modules("smartcity")
        if room_of(dotted(path))[1] is not None
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and APP_NAMED.match(str(node.value))
    ]

    assert naming == ["smartcity.accounts.models: conferences.ModelProject"]


def arrows(app, depth):
    """Return {(importer, imported)} of the packages and modules of *app*, *depth* names long."""
    pairs = {
        (dotted(path), dotted(file))
        for path in modules(app)
        for imported in imports_of(path)
        if (file := module_of(imported)) and dotted(file).partition(".")[0] == app
    }
    cut = {tuple(".".join(name.split(".")[:depth]) for name in pair) for pair in pairs}
    return {(one, other) for one, other in cut if one != other and app not in (one, other)}


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("depth", [2, None])
def test_neither_rooms_nor_modules_import_in_circles(app, depth):
    graph = {}
    for importer, imported in arrows(app, depth):
        graph.setdefault(importer, set()).add(imported)

    # Raises CycleError, which names the circle.
    assert list(TopologicalSorter(graph).static_order())


def test_the_rooms_stay_few_enough_to_draw():
    """Each further arrow between rooms is one more thing to know before a change."""
    assert len(arrows("smartcity", 2)) <= 80
