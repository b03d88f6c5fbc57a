"""How tables of facts become themes, series, model projects and conferences."""

from .models import (
    AccessibilityService,
    Conference,
    Member,
    ModelProject,
    Participation,
    ProjectLand,
    Series,
    Theme,
)

SERVICE = ["slug", "name"]
THEME = ["slug", "name", "kind", "explanation", "source"]
SERIES = ["slug", "name", "singular", "text", "source"]
PROJECT = ["slug", "name", "kind", "round", "website", "latitude", "longitude", "source"]
PROFILE = [*ModelProject.FACTS, *ModelProject.FIGURES]
MEMBER = ["name", "latitude", "longitude"]
CONFERENCE = [
    *["uid", "slug", "number", "title", "teaser", "text", "source"],
    *["starts_on", "ends_on", "start_time", "end_time", "format"],
    *["host_region", "city", "land", "venue", "street", "postal_code"],
    *["attendance", "host", "organiser"],
]


def add_accessibility(facts):
    for row in facts.table("accessibility.csv", SERVICE):
        facts.add(row.fill(AccessibilityService, *SERVICE), row)


def add_themes(facts):
    for row in facts.table("themes.csv", THEME):
        facts.add(row.fill(Theme, *THEME, optional=Theme.FACTS), row)


def add_series(facts):
    for row in facts.table("series.csv", SERIES):
        facts.add(row.fill(Series, *SERIES, optional=Series.FACTS), row)


def add_projects(facts):
    new = set()
    for row in facts.table("projects.csv", [*PROJECT, "lands"]):
        project = row.fill(ModelProject, *PROJECT, optional=PROFILE)
        themes = themes_of(facts, row) if "themes" in row else []
        is_new = facts.add(project, row, themes=themes)
        new |= {project.slug} if is_new else set()
        for land in row.several("lands"):
            facts.add_part(ProjectLand(project=project, land=land), row, is_new=is_new)
    add_members(facts, new)


def add_members(facts, new):
    """The members of *new* projects; those of others are the editors' by now."""
    for row in facts.table("members.csv", [*MEMBER, "project"]):
        member = row.fill(Member, *MEMBER)
        if project := facts.find(ModelProject, row["project"], row):
            member.project = project
            facts.add_part(member, row, is_new=project.slug in new)


def add_conferences(facts):
    for row in facts.table("conferences.csv", [*CONFERENCE, "series", "hosts", "themes"]):
        conference = row.fill(Conference, *CONFERENCE, optional=Conference.FACTS)
        conference.status = Conference.Status.CONFIRMED
        conference.publish(facts.now)
        if row["series"]:
            conference.series = facts.find(Series, row["series"], row)
        is_new = facts.add(conference, row, key="uid", themes=themes_of(facts, row))
        for project in facts.find_several(ModelProject, row, "hosts"):
            role = Participation.Role.HOST
            part = Participation(conference=conference, project=project, role=role)
            facts.add_part(part, row, is_new=is_new)


def themes_of(facts, fact):
    """The themes a fact names, or what they were merged into."""
    return [theme.merged_into or theme for theme in facts.find_several(Theme, fact, "themes")]
