"""The rules of the house on names and docstrings."""

import ast

import pytest

from tests.source import APPS, dotted, modules

pytestmark = pytest.mark.once

# Pronouns and participles do not say what a value is.
NO_NAMES = {"asked", "found", "it", "shown", "told"}


def checked_modules():
    return modules(*APPS, "bench")


def public_functions(path):
    """Return the functions and methods of a module that are neither private nor nested."""
    tree = ast.parse(path.read_text())
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    nodes = [*tree.body, *(node for item in classes for node in item.body)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    return [node for node in functions if not node.name.startswith("_")]


def raised_in(function):
    """Return the names of the exceptions that the function itself raises."""
    return {name for statement in raises_in(function) for name in names_of(statement.exc)}


def raises_in(node):
    """Yield the raise statements of a function, but not of functions nested in it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Raise):
            yield child
        elif not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from raises_in(child)


def names_of(exception):
    """Return the names of the class or classes of an exception; none for a mere `raise`."""
    match exception:
        case ast.Call():
            return names_of(exception.func)
        case ast.IfExp():
            return names_of(exception.body) | names_of(exception.orelse)
        case ast.Attribute():
            return {exception.attr}
        case ast.Name():
            return {exception.id}
    return set()


def names_given_in(path):
    """Return the names of variables, arguments and definitions in a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def test_functions_name_the_exceptions_they_raise():
    silent = [
        f"{dotted(path)}.{function.name} raises {name}"
        for path in checked_modules()
        for function in public_functions(path)
        for name in sorted(raised_in(function))
        if name not in (ast.get_docstring(function) or "")
    ]

    assert silent == []


def test_names_are_nouns():
    offending = {
        dotted(path): names
        for path in checked_modules()
        if (names := NO_NAMES.intersection(names_given_in(path)))
    }

    assert offending == {}
