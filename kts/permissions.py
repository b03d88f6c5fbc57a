"""What each role may do to articles and networks."""

from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, PUBLISHABLE_PERMISSIONS, WRITE

PUBLISHED = ["kts.article", "kts.network"]

PERMISSIONS = {
    EDITORS: {
        **dict.fromkeys(PUBLISHED, (*WRITE, "edit_every", "submit")),
        "kts.attachment": WRITE,
    },
    CHIEF_EDITORS: {
        **dict.fromkeys(PUBLISHED, PUBLISHABLE_PERMISSIONS),
        "kts.attachment": WRITE,
    },
}
