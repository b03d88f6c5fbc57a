"""What each exit leaves out, and why."""

from conferences.models import Conference, Document, ModelProject, ProgrammeItem, Series, Theme
from kts.models import Article, Network
from smartcity.models import Page

PART = "it is shown with its conference"
NO_EVENT = "it has no date"
EDITORS = "for editors, not shown"
SOURCES = {
    f"{model.__name__}.source": EDITORS
    for model in [Conference, ModelProject, Theme, Series, Article, Network]
}
ADDRESS = "nobody searches for an address"
BY_FILTER = "a filter asks for it"
ON_PAGE = "a table has a line for each conference, and the address of its page"
PLACE = "a table names the city and the venue"
OPTIONAL = "optional: the generated ones show a usual page, not a full one"
BY_EDITORS = "fact files tell what took place; editors enter what was asked before"


def of(model, *names):
    return [f"{model.__name__}.{name}" for name in names]


# {exit: {model: why it has no such exit}}
NO_SUCH_EXIT = {
    "public table": {
        ProgrammeItem: PART,
        Document: PART,
        Series: "there are two, each with a page",
        Page: "a page is a text, no row of a list",
    },
    "API": {Page: "a page is about the website itself"},
    "calendar entry": {
        Document: "links to files would grow old in calendars; the page is named",
        ModelProject: "the names of the hosts stand in the entry of the conference",
        Theme: "its name is a category of the entry of the conference",
        Series: "its name for one stands in the entry of the conference",
        Article: NO_EVENT,
        Network: NO_EVENT,
        Page: NO_EVENT,
    },
    "JSON-LD": {
        Document: "search engines show nothing of it",
        ModelProject: "schema.org has no word for it",
        Theme: "it is named where an article is about it",
        Series: "it is named where a conference belongs to it",
        Network: "schema.org has no word for it",
        Page: "search engines show nothing of it",
    },
    "search": {Page: "every page leads there"},
    "spreadsheet": {
        ProgrammeItem: "a programme is written in the form of its conference",
        Document: "files are uploaded in the form of the conference",
        Series: "there are two",
        Article: "texts are not written in tables",
        Network: "there are few",
        Page: "texts are not written in tables",
    },
    "facts loader": {
        ProgrammeItem: "the sources of the facts tell no programmes",
        Document: "the sources of the facts hold no files",
    },
    "generator": {
        Document: "a file for each of thousands of conferences would fill the disk",
        Theme: "the generator uses those of the facts",
        Series: "the generator uses no series: numbers would run out",
        Network: "lists of networks are short",
        Page: "there is one of each",
    },
}

# {exit: {field: why it is not there}}
LEFT_OUT = {
    "form": {"Page.slug": "the addresses of pages are fixed"},
    "public page": SOURCES
    | {
        "Conference.status": "confirmed is the usual state; test_pages_standing.py has the others",
        "Document.position": "the order tells it",
        "ProgrammeItem.position": "the order tells it",
        "Page.slug": "it is the address of the page",
    }
    | dict.fromkeys(
        of(Conference, "latitude", "longitude") + of(ModelProject, "latitude", "longitude"),
        "the map has a dot there",
    ),
    "API": SOURCES
    | {
        "Conference.confirmed_on": "the status tells that it is confirmed",
        "Document.position": "the order tells it",
        "ProgrammeItem.position": "the order tells it",
    }
    | dict.fromkeys(
        of(Series, "singular", "text", *Series.FACTS), "a conference names its series only"
    ),
    "public table": SOURCES
    | dict.fromkeys(
        of(Conference, "teaser", "text", "moved_from", "confirmed_on", "accessibility")
        + of(Conference, "host", "organiser", "contact_office", "contact_email", "attendance"),
        ON_PAGE,
    )
    | dict.fromkeys(of(Conference, "latitude", "longitude", "street", "postal_code"), PLACE)
    | dict.fromkeys(
        of(Article, "text", "picture", "conferences"),
        "a table has a line for each article, and the address of its page",
    ),
    "calendar entry": {
        "Conference.source": EDITORS,
        "Conference.land": "the address is more exact",
        "Conference.confirmed_on": "the status tells that it is confirmed",
        "Conference.attendance": "nobody looks it up in a calendar afterwards",
        "ProgrammeItem.kind": "the title tells it",
        "ProgrammeItem.position": "items without a time have no entry of their own",
    }
    | dict.fromkeys(
        of(Conference, "organiser", "contact_office", "contact_email"),
        "whom to ask stands on the page, which is named",
    ),
    "JSON-LD": {
        "Conference.number": "an EventSeries numbers nothing",
        "Conference.host_region": "a host region is no place of the event",
        "Conference.confirmed_on": "planned and confirmed events are both scheduled",
        "Conference.status": "planned and confirmed events are both scheduled",
        "Conference.source": EDITORS,
        "Article.source": EDITORS,
    }
    | dict.fromkeys(
        of(Conference, "public_link", "registration_deadline", *Conference.FACTS)
        + of(Conference, "text", "host", "accessibility", "contact_office", "contact_email")
        + of(Conference, "themes", "attendance")
        + of(ProgrammeItem, "kind", "track", "speakers", "position", *ProgrammeItem.FACTS)
        + of(Article, "text", "kind", "municipality_size", "projects", "conferences", "checked_on")
        + of(Article, *Article.FACTS),
        "search engines show nothing of it",
    ),
    "search": SOURCES
    | dict.fromkeys(
        [f"{model.__name__}.slug" for model in [Conference, Series, ModelProject, Theme, Article]]
        + of(Network, "slug"),
        ADDRESS,
    )
    | dict.fromkeys(
        of(Conference, "format", "status", "registration_deadline", "ends_on")
        + of(ModelProject, "round")
        + of(Article, "municipality_size"),
        BY_FILTER,
    )
    | dict.fromkeys(
        of(Conference, "latitude", "longitude", "postal_code", "start_time", "end_time")
        + of(Conference, "moved_from", "confirmed_on", "attendance")
        + of(ProgrammeItem, "day", "starts", "ends", "position")
        + of(Document, "position")
        + of(ModelProject, "latitude", "longitude")
        + of(ModelProject, "population", "population_as_of", "strategy_year")
        + of(Article, "checked_on"),
        "a number or a day is no subject",
    )
    | dict.fromkeys(
        of(Conference, "public_link", "contact_email")
        + of(Document, "file", "link")
        + of(ModelProject, "website", "contact_mail", "strategy_url"),
        ADDRESS,
    )
    | {
        "Series.name": "conferences are found by the name of one",
        "ProgrammeItem.kind": "the title tells it",
        **dict.fromkeys(
            of(Series, "text", *Series.FACTS), "it is about the series, no single conference"
        ),
        "Document.kind": "the title tells it",
        "Document.licence": "it is a condition, no subject",
        "Article.picture": "it is found by its text",
        "Article.conferences": "the conference is found itself",
    },
    "facts loader": dict.fromkeys(
        of(Conference, "latitude", "longitude", "moved_from", "confirmed_on", "public_link")
        + of(Conference, "registration_deadline", "contact_office", "contact_email")
        + of(Conference, "accessibility"),
        BY_EDITORS,
    )
    | {
        "Theme.merged_into": "editors merge themes",
        "Article.picture": "pictures are uploaded by editors",
    },
    "generator": SOURCES
    | dict.fromkeys(
        of(Conference, "postal_code", "moved_from", "confirmed_on", "series", "number")
        + of(Conference, "organiser", *Conference.FACTS, "accessibility")
        + of(Conference, "contact_office", "contact_email")
        + of(ProgrammeItem, "day", "track", "text", "position", *ProgrammeItem.FACTS)
        + of(ModelProject, "latitude", "longitude", "website", "themes")
        + of(ModelProject, *ModelProject.FACTS, *ModelProject.FIGURES)
        + of(Article, "picture", "checked_on", *Article.FACTS, "projects"),
        OPTIONAL,
    ),
}
