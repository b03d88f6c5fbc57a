"""What each role may do to the models of the website itself."""

from .publishing.roles import CHANGE, CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS, VIEW, WRITE

PERMISSIONS = {
    EDITORS: {
        "smartcity.picture": (*WRITE, "choose"),
        "smartcity.page": VIEW,
        "smartcity.checkedlink": VIEW,
    },
    CHIEF_EDITORS: {
        "smartcity.picture": (*WRITE, "choose"),
        "smartcity.page": CHANGE,
        "smartcity.checkedlink": VIEW,
        "smartcity.proposal": ("view", "review"),
    },
    HOSTS: {
        # To put one into a text; the library tells where others use it.
        "smartcity.picture": ("choose",),
    },
    TECHNICIANS: {
        "smartcity.user": WRITE,
        "smartcity.page": CHANGE,
        # The list of who did what.
        "admin.logentry": VIEW,
    },
}
