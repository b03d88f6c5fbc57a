"""Every exit of a field: what shows, takes or makes its value, and which of the fields it has."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import time_machine

from conferences.generating.storing import generate_conferences, generate_projects
from conferences.models import (
    Conference,
    Document,
    ModelProject,
    ProgrammeItem,
    Series,
    Theme,
)
from kts.generating import generate_articles
from kts.models import Article, Network
from smartcity.content.history.comparing import differences
from smartcity.content.history.states import state_of_record
from smartcity.content.labelled_texts import LabelledTexts
from smartcity.content.transaction import content_change
from smartcity.models import Page
from smartcity.publishing.records import record_model_of
from tests.editor import admin_address
from tests.factories import NOW, make_editor, make_project, make_theme
from tests.fields.facts import arrived_fields, load_facts
from tests.fields.values import editable_fields, words_for
from tests.snapshots import restored
from tests.spreadsheets import table_address

# Long after every date of `tests.fields.values`.
LATER = NOW.replace(year=2023)
# What readers of a page do not see: scripts, and the text for calendars of other providers.
UNREAD = re.compile(
    r'<script\b.*?</script>|href="https://(?:calendar\.google|outlook\.)[^"]*"', re.DOTALL
)
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


# Those that take `FACTS` from the model (`smartcity.content.labelled_texts`).
READING_FACTS = [
    *["form", "public page", "API", "public table", "calendar entry", "search", "spreadsheet"],
    "facts loader",
]


def source_of(model):
    return f"{model.__module__.replace('.', '/')}.py"


@dataclass(frozen=True)
class Exit:
    name: str
    # The file in which a field is added to it, by model; the models that have no such exit are in
    # `left_out.NO_SUCH_EXIT`.
    files: dict
    # (client, {model: object}, model) -> names of the fields it has, or the text in which they are
    # to be found.
    look: Callable
    # Makes its own objects.
    is_empty_at_first: bool = False

    def file_for(self, model):
        """Return where a field is added, first the list of texts that many exits read."""
        file = self.files[model]
        if self.name in READING_FACTS and issubclass(model, LabelledTexts):
            return f"FACTS of {model.__name__} ({source_of(model)}), or to {file}"
        return file

    def fields(self, client, objects, model):
        """Return the names of the fields of *model* that the exit has."""
        answer = self.look(client, objects, model)
        if not isinstance(answer, str):
            return answer
        return {
            field.name
            for field in editable_fields(model)
            if any(words in answer for words in words_for(model, field))
        }


def whole(model, objects):
    """Return what is shown with it, for a part the object it belongs to."""
    is_part = model in (ProgrammeItem, Document)
    return objects[Conference if is_part else model]


def form(client, objects, model):
    client.force_login(make_editor())
    context = client.get(admin_address(whole(model, objects))).context
    if model not in (ProgrammeItem, Document):
        return set(context["adminform"].form.fields)
    [formset] = [it.formset for it in context["inline_admin_formsets"] if it.formset.model is model]
    return set(formset.forms[0].fields)


def page_at(client, objects, model):
    return client.get(whole(model, objects).get_absolute_url()).content.decode()


def public_page(client, objects, model):
    """Return the page of today and of later: once it is over, a conference shows other things."""
    pages = [page_at(client, objects, model)]
    with time_machine.travel(LATER, tick=False):
        pages.append(page_at(client, objects, model))
    return html.unescape(UNREAD.sub("", " ".join(pages))).replace("\xa0", " ")


def json_ld(client, objects, model):
    scripts = [json.loads(text) for text in JSON_LD.findall(page_at(client, objects, model))]
    [data] = [script for script in scripts if script["@type"] in ("Event", "Article")]
    return json.dumps(data, ensure_ascii=False)


def api(client, objects, model):
    parts = {Conference: "conferences", ModelProject: "projects", Theme: "themes"}
    parts |= {Article: "articles", Network: "networks"}
    obj = objects[Conference] if model is Series else whole(model, objects)
    data = client.get(f"/api/v1/{parts[type(obj)]}/{obj.slug}/").json()
    return json.dumps(data, ensure_ascii=False)


def public_table(client, objects, model):
    names = {Conference: "konferenzen", ModelProject: "modellprojekte", Theme: "themen"}
    names |= {Article: "wissen", Network: "netzwerke"}
    return client.get(f"/{names[model]}.csv").getvalue().decode()


def calendar_entry(client, objects, model):
    address = objects[Conference].get_calendar_url()
    return client.get(f"{address}?programm=1").content.decode().replace("\r\n ", "")


def search(client, objects, model):
    """Return the fields by whose words the object is found, for a part the one it belongs to."""
    obj = objects[Conference] if model is Series else whole(model, objects)
    rows = type(obj).objects.filter(pk=obj.pk)
    return {
        field.name
        for field in editable_fields(model)
        if any(rows.searching(words).exists() for words in words_for(model, field))
    }


def history(client, objects, model):
    """Return the words of all records."""
    model = type(whole(model, objects))
    texts = [
        text
        for record in record_model_of(model).objects.all()
        for difference in differences(model, {}, state_of_record(record))
        for _tag, text in difference.pieces
    ]
    return " · ".join(f'{text} "{text}"' for text in texts)


def spreadsheet(client, objects, model):
    client.force_login(make_editor())
    return client.get(table_address(model, kind="csv")).getvalue().decode()


def facts(client, objects, model):
    restored("a fact of each model", load_facts)
    return arrived_fields(model)


def generator(client, objects, model):
    """Return the fields that are filled in any of many generated objects."""
    restored("generated objects", generate)
    rows = list(model.objects.all() if model is ProgrammeItem else generated(model))
    return {
        field.name for field in editable_fields(model) if any(is_filled(it, field) for it in rows)
    }


def generate():
    random = Random(0)
    with content_change(NOW):
        make_theme()
        make_project()
        generate_projects(3, random)
        list(generate_conferences(60, random, NOW))
        list(generate_articles(30, random, NOW))


def generated(model):
    return model.objects.filter(slug__startswith="beispiel-nr-")


def is_filled(obj, field):
    if field.many_to_many:
        return getattr(obj, field.name).exists()
    return field.value_from_object(obj) not in (field.get_default(), "", None)


def of_both(conferences, kts, website=""):
    """Return {model: file} of the models that stand alone, by app."""
    files = dict.fromkeys([Conference, ModelProject, Theme, Series], conferences)
    files |= dict.fromkeys([Article, Network], kts)
    return files | ({Page: website} if website else {})


PARTS = [ProgrammeItem, Document]
PAGES = {
    Conference: "templates/components/conference_head.html",
    ProgrammeItem: "templates/components/programme_item.html",
    Document: "templates/components/files.html",
    ModelProject: "templates/conferences/project_detail.html",
    Theme: "templates/conferences/theme_detail.html",
    Series: "templates/conferences/series_detail.html",
    Article: "templates/kts/article_detail.html",
    Network: "templates/kts/network_detail.html",
    Page: "templates/smartcity/page.html",
}
FORMS = {
    Conference: "conferences/admin/conference.py (fieldsets)",
    ProgrammeItem: "conferences/admin/conference.py (ProgrammeInline)",
    Document: "conferences/admin/conference.py (DocumentInline)",
    ModelProject: "conferences/admin/project.py",
    Theme: "conferences/admin/theme.py",
    Series: "conferences/admin/series.py",
    Article: "kts/admin.py",
    Network: "kts/admin.py",
    Page: "smartcity/admin/pages.py",
}
APIS = of_both("conferences/outputs/api/", "kts/outputs/api.py") | {
    Conference: "conferences/outputs/api/conference.py",
    ModelProject: "conferences/outputs/api/project.py",
    Theme: "conferences/outputs/api/theme.py",
    Series: "conferences/outputs/api/references.py",
    **dict.fromkeys(PARTS, "conferences/outputs/api/parts.py"),
}
TABLES = of_both("conferences/outputs/tables.py", "kts/outputs/tables.py")
del TABLES[Series]
SEARCHES = {
    **dict.fromkeys([Conference, Series, *PARTS], "conferences/models/searchable_text.py"),
    ModelProject: "conferences/models/project.py (own_passages)",
    Theme: "conferences/models/theme.py (own_passages)",
    **dict.fromkeys([Article, Network], "kts/models.py (own_passages)"),
}
HISTORIES = dict.fromkeys(FORMS, "smartcity/publishing/records.py (DERIVED)")
ENTRIES = {
    Conference: "conferences/calendar/entry_text.py",
    ProgrammeItem: "conferences/calendar/entry_text.py (description_of_item)",
}
JSON_LDS = {
    **dict.fromkeys([Conference, ProgrammeItem], "conferences/outputs/jsonld.py"),
    Article: "kts/outputs/jsonld.py",
}
SPREADSHEETS = dict.fromkeys([Conference, ModelProject, Theme], "conferences/resources.py")
LOADER = "smartcity/management/commands/load_facts.py"
FACTS = of_both("conferences/importing.py", "kts/importing.py", LOADER)
GENERATORS = {
    **dict.fromkeys([Conference, ProgrammeItem], "conferences/generating/plausible.py"),
    ModelProject: "conferences/generating/storing.py",
    Article: "kts/generating.py",
}

EXITS = [
    Exit("form", FORMS, form),
    Exit("public page", PAGES, public_page),
    Exit("API", APIS, api),
    Exit("public table", TABLES, public_table),
    Exit("calendar entry", ENTRIES, calendar_entry),
    Exit("JSON-LD", JSON_LDS, json_ld),
    Exit("search", SEARCHES, search),
    Exit("history", HISTORIES, history),
    Exit("spreadsheet", SPREADSHEETS, spreadsheet),
    Exit("facts loader", FACTS, facts, is_empty_at_first=True),
    Exit("generator", GENERATORS, generator, is_empty_at_first=True),
]
