"""Every field that editors write stands in every exit, or in its list of what it leaves out.

Values are stored and looked for in what each exit answers; no code is read. To add a field, run
this test: it names the field, the exit and the file (see docs/architecture.md).
"""

import pytest
import time_machine

from tests.factories import NOW
from tests.fields.exits import EXITS
from tests.fields.left_out import LEFT_OUT, NO_SUCH_EXIT
from tests.fields.values import MODELS, editable_fields, label, make_objects, words_for
from tests.snapshots import restored

pytestmark = pytest.mark.django_db
CASES = [(exit, model) for exit in EXITS for model in exit.files]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def case_name(value):
    return getattr(value, "__name__", None) or value.name.replace(" ", "-")


def objects_for(exit):
    if exit.is_empty_at_first:
        return {}
    keys = restored("every field", make_objects)
    return {model: model._base_manager.get(pk=key) for model, key in keys.items()}


@pytest.mark.parametrize(("exit", "model"), CASES, ids=case_name)
def test_an_exit_has_every_field_but_those_it_leaves_out(client, exit, model):
    left_out = LEFT_OUT.get(exit.name, {})

    present = exit.fields(client, objects_for(exit), model)

    missing = [
        f"{label(model, field)} is not in the {exit.name}: add it to {exit.file_for(model)}, or "
        "leave it out with a reason in tests/fields/left_out.py"
        for field in editable_fields(model)
        if field.name not in present and label(model, field) not in left_out
    ]
    outdated = [
        f"{label(model, field)} is in the {exit.name}, but tests/fields/left_out.py says it is not"
        for field in editable_fields(model)
        if field.name in present and label(model, field) in left_out
    ]
    assert not missing + outdated, "\n".join(missing + outdated)


def test_every_model_has_every_exit_or_a_reason_why_not():
    missing = {(exit.name, model) for exit in EXITS for model in MODELS if model not in exit.files}
    explained = {(name, model) for name, models in NO_SUCH_EXIT.items() for model in models}

    assert explained == missing


def test_everything_left_out_is_a_field_and_has_a_reason():
    fields = {label(model, field) for model in MODELS for field in editable_fields(model)}
    reasons = [pair for left_out in LEFT_OUT.values() for pair in left_out.items()]

    assert LEFT_OUT.keys() <= {exit.name for exit in EXITS}
    assert [name for name, reason in reasons if name not in fields or not reason] == []


def test_no_word_of_a_field_stands_for_another():
    words = {
        label(model, field): words_for(model, field)[0]
        for model in MODELS
        for field in editable_fields(model)
    }
    own = {name: word for name, word in words.items() if word.startswith("q")}
    shared = [
        (name, other)
        for name, word in own.items()
        for other, longer in own.items()
        if word in longer and word != longer
    ]

    assert shared == []
