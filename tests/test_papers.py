"""The papers for those who come name only what exists."""

import re
from fnmatch import fnmatch

import pytest

from tests.source import APPS, ROOT, module_of, modules

pytestmark = pytest.mark.once

PAPERS = [
    *["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"],
    *["docs/architecture.md", "docs/operations.md"],
]
MAX_LINES = 200
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!http)([^)#]+)")
MODULE = re.compile(rf"(?:{'|'.join([*APPS, 'tests'])})(?:\.\w+)+")
TOP = "|".join([*APPS, "tests", "docs", "templates", "static", "fixtures", "locale", "bench"])
PATH = re.compile(
    rf"(?:\.ci|{TOP})(?:/[\w.-]+)+/?|[\w-]*\.(?:md|toml|yml|yaml)|requirements[\w-]*\.txt"
)
TARGET = re.compile(r"make ([a-z]+)\b")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
DJANGO_COMMANDS = {
    "check",
    "collectstatic",
    "createsuperuser",
    "makemigrations",
    "migrate",
    "shell",
}
# Names of constants and classes that stand alone.
NAME = re.compile(r"([A-Z]{3}[A-Z_]+|[A-Z][a-z]+(?:[A-Z][a-z]+)*)\Z")


def text_of(paper):
    return (ROOT / paper).read_text()


def code_in(paper):
    """Return what stands in backticks and in fences."""
    text = text_of(paper)
    fences = [line for block in FENCE.findall(text) for line in block.splitlines()]
    return [*CODE.findall(FENCE.sub("", text)), *fences]


def in_papers(pattern, papers=PAPERS):
    """Return {match} of all code in the papers."""
    return {match for paper in papers for code in code_in(paper) for match in pattern.findall(code)}


def is_module(name):
    """Return whether *name* is a module, or something that its module names."""
    if path := module_of(name):
        ours = name.replace(".", "/")
        is_whole = path in (ROOT / f"{ours}.py", ROOT / ours / "__init__.py")
        return is_whole or re.search(rf"\b{name.rpartition('.')[2]}\b", path.read_text())
    return (ROOT / name.replace(".", "/")).is_dir()


def packages():
    """Return the directories of our apps that hold modules, without migrations and commands."""
    inits = [path.parent for app in APPS for path in (ROOT / app).rglob("__init__.py")]
    names = [str(path.relative_to(ROOT)) for path in inits]
    return [name for name in names if not fnmatch(name, "*/migrations") and "commands" not in name]


def make_targets():
    rules = re.findall(r"^([a-z ]+):", text_of("Makefile"), re.MULTILINE)
    return {target for rule in rules for target in rule.split()}


def commands():
    return {path.stem for path in (ROOT / "smartcity/management/commands").glob("[a-z]*.py")}


def test_every_module_that_is_named_exists():
    assert [name for name in sorted(in_papers(MODULE)) if not is_module(name)] == []


def test_every_file_that_is_named_exists():
    paths = in_papers(PATH) | {
        str((ROOT / paper).parent.relative_to(ROOT) / link)
        for paper in PAPERS
        for link in LINK.findall(text_of(paper))
    }

    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_every_target_of_make_that_is_named_exists():
    assert in_papers(TARGET) - make_targets() == set()


def test_every_command_that_is_named_exists():
    rows = re.findall(r"^\| `([a-z_]+)[` ]", text_of("README.md"), re.MULTILINE)
    listed = {*rows} - {"make"}

    assert listed
    assert (in_papers(COMMAND) | listed) - commands() - DJANGO_COMMANDS == set()


def test_every_constant_and_class_that_is_named_exists():
    sources = "\n".join(path.read_text() for path in modules(*APPS, "tests"))
    named = {match[1] for code in code_in("docs/architecture.md") if (match := NAME.match(code))}

    missing = [
        name
        for name in sorted(named)
        if not re.search(rf"^ *(class {name}\b|{name}(: \w+)? = )", sources, re.MULTILINE)
    ]
    assert missing == []


def test_the_hooks_before_a_commit_are_local_and_run_what_lints():
    hooks = text_of(".pre-commit-config.yaml")

    assert re.findall(r"- repo: (.*)", hooks) == ["local"]
    assert re.findall(r"entry: make (\w+)", hooks) == ["lint"]
    assert "lint" in make_targets()


def test_the_architecture_is_read_in_one_sitting():
    assert len(text_of("docs/architecture.md").splitlines()) <= MAX_LINES


def test_every_package_stands_in_the_architecture():
    text = text_of("docs/architecture.md")
    # A package inside a room stands by its name in the row of the room.
    shown = [name if name.count("/") < 2 else name.rpartition("/")[2] for name in packages()]

    assert [name for name in shown if f"`{name}`" not in text] == []


def test_every_recipe_names_a_file():
    recipes = re.split(
        r"^### ", text_of("docs/architecture.md").partition("## Recipes")[2], flags=re.M
    )
    steps = {recipe.splitlines()[0]: PATH.findall(recipe) for recipe in recipes[1:]}

    assert len(steps) == 5
    assert [name for name, paths in steps.items() if not paths] == []
