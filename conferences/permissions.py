"""What each role may do to conferences, projects, themes and series."""

from smartcity.publishing.roles import (
    CHANGE,
    CHIEF_EDITORS,
    EDITORS,
    HOSTS,
    PUBLISHABLE_PERMISSIONS,
    TECHNICIANS,
    VIEW,
    WRITE,
)

# Public as soon as it is saved.
MASTER_DATA = [
    "conferences.theme",
    "conferences.series",
    "conferences.accessibilityservice",
    "conferences.modelproject",
    "conferences.projectland",
    "conferences.member",
]
PARTS = ["conferences.participation", "conferences.programmeitem", "conferences.document"]

PERMISSIONS = {
    EDITORS: {
        "conferences.conference": (*WRITE, "edit_every", "submit"),
        "conferences.change": VIEW,
        **dict.fromkeys(PARTS, WRITE),
        **dict.fromkeys(MASTER_DATA, VIEW),
    },
    CHIEF_EDITORS: {
        "conferences.conference": (*PUBLISHABLE_PERMISSIONS, "cancel"),
        "conferences.change": VIEW,
        **dict.fromkeys([*PARTS, *MASTER_DATA], WRITE),
    },
    HOSTS: {
        "conferences.conference": CHANGE,
        "conferences.participation": VIEW,
        "conferences.programmeitem": WRITE,
        "conferences.document": WRITE,
        "conferences.change": VIEW,
        **dict.fromkeys(MASTER_DATA, VIEW),
    },
    TECHNICIANS: {
        # Accounts name the projects whose conferences a host edits.
        "conferences.modelproject": VIEW,
    },
}
