"""Generated questions to the API, right ones and wrong ones, with rows to find.

`API_QUESTIONS=100` asks 2,000 of them: two modes for each of ten addresses.
"""

import os
from datetime import time

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from tests.factories import (
    make_article,
    make_conference,
    make_document,
    make_network,
    make_project,
    make_series,
    make_theme,
)

pytestmark = pytest.mark.django_db

KINDS = ["conferences", "projects", "themes", "articles", "networks"]
PATHS = [f"/api/v1/{kind}/{rest}" for kind in KINDS for rest in ("", "{slug}/")]
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
QUESTIONS = int(os.environ.get("API_QUESTIONS", "5"))
SLUG = "energie"
# A slug of the right form need not be known, and an empty value or a number written otherwise
# means what it means on the pages.
LENIENT = [checks.positive_data_acceptance, checks.negative_data_rejection]


@pytest.fixture
def _connection_stays():
    """A request ends none, as with Django's own client: the rows are of an open transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def document(_connection_stays):
    theme, project = make_theme(slug=SLUG), make_project(slug=SLUG, latitude=50, longitude=10)
    shown = {"themes": [theme], "projects": [project]}
    item = {"starts": time(10), "title": "Begrüßung"}
    for status in ("geplant", "termin-offen"):
        series = make_series()
        conference = make_conference(
            slug=SLUG if status == "geplant" else "offen",
            series=series,
            themes=[theme],
            hosts=[project],
            programme=[item],
            status=status,
        )
        make_document(conference)
    make_article(slug=SLUG, conferences=[conference], **shown)
    make_network(slug=SLUG, **shown)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_no_question_brings_an_answer_the_document_does_not_tell(document, path, mode):
    asked = document[path]["GET"].as_strategy(generation_mode=mode)

    @given(case=asked, is_known=st.booleans())
    @settings(
        max_examples=QUESTIONS,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    def ask(case, is_known):
        if is_known and "slug" in case.path_parameters:
            case.path_parameters["slug"] = SLUG
        case.call_and_validate(excluded_checks=LENIENT)

    ask()
