"""The text by which a conference is searched."""

from smartcity.media.richtext import plain_text_without_addresses
from smartcity.search.searchable import Passage
from smartcity.text.dates import month_and_year


class SearchableText:
    """Mixed into Conference."""

    SEARCHED_WITH = {
        "conferences.ProgrammeItem": "programme",
        "conferences.Document": "documents",
        "conferences.Series": "series",
        "conferences.Theme": "themes",
        "conferences.AccessibilityService": "accessibility",
        "conferences.ModelProject": "participations__project",
        "conferences.Participation": "participations",
    }

    def searched_title(self):
        return f"{self.ordinal} {self.title}"

    def own_passages(self):
        # Also of a date that is still text, as in a form that was not checked.
        day = self._meta.get_field("starts_on").to_python(self.starts_on)
        month = month_and_year(day) if day else ""
        place = [
            self.place_name,
            self.venue,
            self.street,
            self.host_region,
            self.get_land_display(),
        ]
        offices = [self.host, self.organiser, self.contact_office]
        texts = [
            self.teaser,
            plain_text_without_addresses(self.text, self.known_pictures),
            *map(joined, [place, offices + self.fact_texts]),
            month,
        ]
        return [Passage(text) for text in texts if text]

    def passages_of_parts(self):
        items = [
            (joined([item.speakers, item.track, item.text, *item.fact_texts]), item.title)
            for item in self.programme.all()
        ]
        projects = [part.project.name for part in self.participations.all()]
        names = [*self.themes.all(), *self.accessibility.all()]
        documents = [document.title for document in self.documents.all()]
        named = [joined(projects), joined(documents), joined(map(str, names))]
        return [Passage(*item) for item in items] + [Passage(text) for text in named if text]


def joined(names):
    return ", ".join(dict.fromkeys(filter(None, names)))
