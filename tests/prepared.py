"""Content that many tests start from, each made once in a process (`tests.snapshots`)."""

import time_machine
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from tests.content_cases import make_world
from tests.factories import NOW
from tests.snapshots import restored


def facts_at(moment):
    """The facts of fixtures/, loaded at *moment*."""
    with time_machine.travel(moment, tick=False):
        restored(f"facts at {moment}", load_facts)


def facts_and_examples():
    """The facts and the examples, which are dated from today."""
    restored(f"examples of {timezone.localdate()}", load_examples)


def world():
    """{model: an object}, all of them shown together (`tests.content_cases.make_world`)."""
    with time_machine.travel(NOW, tick=False):
        keys = restored("world", keys_of_the_world)
    return {model: model._base_manager.get(pk=key) for model, key in keys.items()}


def keys_of_the_world():
    return {model: obj.pk for model, obj in make_world().items()}


def load_facts():
    call_command("load_facts", verbosity=0)


def load_examples():
    with override_settings(DEBUG=True):  # Examples are made in debug only.
        load_facts()
        call_command("load_examples", verbosity=0)
