"""Random conferences and random filters, and what a reader would count by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from hypothesis import strategies as st

from conferences.models import AccessibilityService, Conference, Participation
from smartcity.publishing.addresses import remember_slug
from smartcity.publishing.publication import Publication
from tests.factories import NOW, TODAY, make_project, make_series, make_theme, numbers, stored

Status = Conference.Status
# By slug, the Länder of each model project.
PROJECTS = {"ulm": ["BW"], "rhein": ["BW", "RP"], "neu": []}
WORDS = ["Fahrrad", "Quartier"]
DAYS = [TODAY + timedelta(days=days) for days in (-500, -2, -1, 0, 1, 400)]


@dataclass(frozen=True)
class Row:
    """A conference as it was drawn: what it is related to by slug."""

    word: str
    starts_on: date | None
    length: int
    status: str
    format: str
    land: str
    deadline: bool
    is_public: bool
    series: str | None
    themes: frozenset
    services: frozenset
    roles: dict

    @property
    def ends_on(self):
        return self.starts_on and self.starts_on + timedelta(days=self.length)

    @property
    def deadline_on(self):
        return self.ends_on if self.deadline else None

    @property
    def is_past(self):
        return bool(self.ends_on) and self.ends_on < TODAY and self.status != Status.OPEN

    @property
    def is_open(self):
        takes_place = not self.is_past and self.status != Status.CANCELLED
        return takes_place and bool(self.deadline_on) and self.deadline_on >= TODAY

    @property
    def laender(self):
        hosts = [slug for slug, role in self.roles.items() if role == "gastgeber"]
        of_hosts = {land for slug in hosts for land in PROJECTS[slug]}
        return {self.land} if self.land else of_hosts

    def values(self):
        """By filter, the values under which it is found."""
        return {
            "thema": self.themes,
            "format": {self.format},
            "land": self.laender,
            "anmeldung": {"offen"} if self.is_open else set(),
            "reihe": {self.series} - {None},
            "status": {self.status},
            "barrierefreiheit": self.services,
            "projekt": set(self.roles),
            "jahr": {str(self.starts_on.year)} if self.starts_on else set(),
        }


def slugs(*names):
    return st.frozensets(st.sampled_from(names))


rows = st.builds(
    Row,
    word=st.sampled_from(WORDS),
    starts_on=st.sampled_from([None, *DAYS]),
    length=st.integers(0, 2),
    status=st.sampled_from(Status.values),
    format=st.sampled_from(Conference.Format.values),
    land=st.sampled_from(["", "", "BW", "RP"]),
    deadline=st.booleans(),
    is_public=st.sampled_from([True, True, True, False]),
    series=st.sampled_from([None, "kongresse", "treffen"]),
    themes=slugs("energie", "daten", "mobil"),
    services=slugs("untertitel", "stufenlos"),
    roles=st.dictionaries(
        st.sampled_from(list(PROJECTS)), st.sampled_from(Participation.Role.values)
    ),
).map(lambda row: row if row.starts_on else dated_as_open(row))


def dated_as_open(row):
    """What is public has a date, or its date is open."""
    return Row(**vars(row) | {"status": Status.OPEN})


# By filter: the values a reader may give, and what each of them means.
MEANING = {
    "thema": {
        "energie": "energie",
        "daten": "daten",
        "mobil": "mobil",
        "alt": "energie",
        "strom": "energie",
        "nie": None,
    },
    "format": {"vor-ort": "vor-ort", "hybrid": "hybrid", "brief": None},
    "land": {"BW": "BW", "RP": "RP", "HH": "HH", "XX": None},
    "anmeldung": {"offen": "offen", "zu": None},
    "reihe": {"kongresse": "kongresse", "treffen": "treffen", "nie": None},
    "status": {"abgesagt": "abgesagt", "termin-offen": "termin-offen", "nie": None},
    "barrierefreiheit": {"untertitel": "untertitel", "nie": None},
    "projekt": {"ulm": "ulm", "rhein": "rhein", "neu": "neu", "nie": None},
    "jahr": {"2020": "2020", "2022": "2022", "1900": None},
}
filters = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.lists(st.sampled_from(list(meaning)), min_size=1, max_size=3, unique=True)
            for name, meaning in MEANING.items()
        },
        "q": st.sampled_from(WORDS).map(lambda word: [word]),
        "von": st.sampled_from(DAYS).map(lambda day: [day.isoformat()]),
    },
)


def query_of(given):
    return urlencode(given, doseq=True)


def meant(given):
    """By filter, the set of the values that are understood."""
    return {
        name: {MEANING[name][value] for value in values} - {None}
        for name, values in given.items()
        if name in MEANING
    }


def is_found(row, given, without=None):
    """Whether all filters leave it, or all but one."""
    own = row.values()
    chosen = [own[name] & values for name, values in meant(given).items() if name != without]
    has_word = row.word in given.get("q", [row.word])
    begins = [date.fromisoformat(day) for day in given.get("von", [])]
    is_late = all(row.ends_on and row.ends_on >= day for day in begins)
    return row.is_public and all(chosen) and has_word and is_late


def make_surroundings():
    """Everything that filters name: one theme was merged into “energie”, which had another slug."""
    themes = {slug: make_theme(slug=slug, name=slug) for slug in ["energie", "daten", "mobil"]}
    make_theme(slug="alt").merge_into(themes["energie"])
    remember_slug(themes["energie"], "strom")
    return {
        "themes": themes,
        "series": {slug: make_series(slug=slug) for slug in ["kongresse", "treffen"]},
        "services": {
            slug: stored(AccessibilityService(slug=slug, name=slug))
            for slug in ["untertitel", "stufenlos"]
        },
        "projects": {
            slug: make_project(slug=slug, laender=laender) for slug, laender in PROJECTS.items()
        },
    }


def store(drawn, surroundings):
    for row in drawn:
        publication = Publication.PUBLISHED if row.is_public else Publication.DRAFT
        conference = Conference(
            slug=f"zufall-{next(numbers)}",
            title=row.word,
            publication=publication,
            published_at=NOW if row.is_public else None,
            series=surroundings["series"].get(row.series),
            registration_deadline=row.deadline_on,
            **{name: getattr(row, name) for name in ["starts_on", "ends_on", "status", "format"]},
            land=row.land,
        )
        conference.save()
        conference.themes.set([surroundings["themes"][slug] for slug in row.themes])
        conference.accessibility.set([surroundings["services"][slug] for slug in row.services])
        for slug, role in row.roles.items():
            project = surroundings["projects"][slug]
            Participation.objects.create(conference=conference, project=project, role=role)
