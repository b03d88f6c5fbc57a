"""Nobody extends their own rights: not in the own account, not through that of somebody else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS
from tests.editor import add, admin_address, edit, filled
from tests.factories import PASSWORD, make_account, make_colleague, make_project
from tests.logins import give_app, log_in

pytestmark = pytest.mark.django_db
User = get_user_model()
ANNA = {"first_name": "Anna", "last_name": "O'Muster", "email": "anna@stadt.example"}


@pytest.fixture
def technician(client):
    """Logged in; `client.user` is the account."""
    client.user = make_colleague(TECHNICIANS, email="technik@kts.example")
    client.force_login(client.user)
    return client


def everything():
    """What a tampered form would have to hold to give every right there is."""
    return {
        "groups": [it.pk for it in Group.objects.all()],
        "projects": [make_project().pk],
        "is_superuser": "on",
        "is_staff": "on",
        "user_permissions": [it.pk for it in Permission.objects.all()],
    }


def rights_of(user):
    """What an account may do, in whatever way it may do it."""
    user = User.objects.get(pk=user.pk)
    groups = sorted(user.groups.values_list("name", flat=True))
    flags = (user.is_active, user.is_staff, user.is_superuser)
    return groups, user.projects.count(), user.user_permissions.count(), flags


def act(client, action, *users):
    data = {"action": action, "_selected_action": [it.pk for it in users], "post": "yes"}
    return client.post(admin_address(User, "changelist"), data)


def test_nobody_gives_themselves_rights(technician):
    before = rights_of(technician.user)

    saved = edit(technician, technician.user, last_name="Neu", **everything())

    assert saved.status_code == 302
    assert (rights_of(technician.user), before[0]) == (before, [TECHNICIANS])


@pytest.mark.parametrize("kept", ["groups", "is_active"])
def test_nobody_takes_their_own_rights_away_by_mistake(technician, kept):
    before = rights_of(technician.user)
    data = filled(technician.get(admin_address(technician.user)).context)

    data.pop(kept, None)
    technician.post(admin_address(technician.user), data)

    assert rights_of(technician.user) == before


def test_their_own_name_and_address_they_change(technician):
    edit(technician, technician.user, last_name="Neu", email="neu@kts.example")

    technician.user.refresh_from_db()
    assert (technician.user.last_name, technician.user.email) == ("Neu", "neu@kts.example")


@pytest.mark.parametrize("role", [CHIEF_EDITORS, EDITORS, HOSTS])
def test_other_roles_reach_no_account_at_all(client, role):
    user = make_colleague(role)
    client.force_login(user)

    client.post(admin_address(user), everything())
    client.post(admin_address(User, "add"), ANNA | everything())

    assert (rights_of(user)[0], User.objects.count()) == ([role], 1)


def test_an_account_of_somebody_else_gets_roles_and_projects_but_no_other_right(technician):
    user = make_account(EDITORS)

    edit(technician, user, **everything())

    assert rights_of(user) == (
        sorted([CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS]),
        1,
        0,
        (True, True, False),
    )


def test_a_new_account_gets_no_other_right_either(technician):
    add(technician, User, **ANNA | everything() | {"groups": []})

    assert rights_of(User.objects.get(email=ANNA["email"])) == ([], 1, 0, (True, True, False))


@pytest.mark.parametrize(
    ("role", "password"),
    [
        *[(role, PASSWORD) for role in [CHIEF_EDITORS, EDITORS, HOSTS, TECHNICIANS]],
        *[(role, None) for role in [CHIEF_EDITORS, TECHNICIANS]],
    ],
)
def test_nobody_takes_an_account_over_by_its_address(technician, role, password):
    user = make_colleague(role, email="chefin@kts.example", password=password)

    edit(technician, user, last_name="Neu", email="technik+2@kts.example")

    user.refresh_from_db()
    assert (user.last_name, user.email) == ("Neu", "chefin@kts.example")


def test_superusers_change_the_address_of_an_account(client):
    client.force_login(make_colleague(is_superuser=True))
    user = make_account(EDITORS, email="alt@kts.example")

    edit(client, user, email="neu@kts.example")

    user.refresh_from_db()
    assert user.email == "neu@kts.example"


def test_a_wrong_address_in_an_invitation_can_be_corrected(technician):
    user = make_account(EDITORS, password=None, email="ana@stadt.example")

    edit(technician, user, email="anna@stadt.example")

    user.refresh_from_db()
    assert user.email == "anna@stadt.example"


def test_superusers_are_out_of_reach_on_every_path(technician):
    superuser = make_colleague(is_superuser=True, email="root@kts.example")
    before = rights_of(superuser)

    for view in ["change", "delete", "history"]:
        technician.post(admin_address(superuser, view), everything() | {"post": "yes"})
    for action in ["delete_selected", "remove_second_factors", "invite_again"]:
        act(technician, action, superuser)

    superuser.refresh_from_db()
    assert (rights_of(superuser), superuser.email) == (before, "root@kts.example")
    assert superuser.authenticator_set.exists()


def test_nobody_deletes_their_own_account(technician):
    alone = technician.post(admin_address(technician.user, "delete"), {"post": "yes"})
    act(technician, "delete_selected", technician.user)

    assert alone.status_code == 403
    assert User.objects.filter(pk=technician.user.pk).exists()


def test_nobody_removes_their_own_second_factor_without_showing_it(technician):
    other = make_account(CHIEF_EDITORS)
    give_app(other)

    act(technician, "remove_second_factors", technician.user, other)

    assert technician.user.authenticator_set.exists()
    assert not other.authenticator_set.exists()


def test_nobody_chooses_a_password_for_somebody_else(technician, client):
    user = make_account(EDITORS)

    edit(technician, user, password="eine-andere-Losung", password1="x", usable_password="true")

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert log_in(client, user.username).status_code == 302


@pytest.mark.parametrize("is_new", [True, False])
def test_whoever_can_do_much_is_told_of_another_one(
    technician, mailoutbox, django_capture_on_commit_callbacks, is_new
):
    make_account(CHIEF_EDITORS, email="chefin@kts.example")
    make_account(CHIEF_EDITORS, email="frueher@kts.example", is_active=False)
    make_account(EDITORS, email="redaktion@kts.example")
    chief = Group.objects.get(name=CHIEF_EDITORS)

    with django_capture_on_commit_callbacks(execute=True):
        if is_new:
            add(technician, User, **ANNA, groups=[chief.pk])
        else:
            edit(technician, make_account(**ANNA), groups=[chief.pk])

    told = [it for it in mailoutbox if it.to != [ANNA["email"]]]
    assert [it.to for it in told] == [["chefin@kts.example"]]
    assert told[0].subject == "Neue Rolle für das Konto Anna O'Muster"
    assert f"Anna O'Muster ({ANNA['email']})" in told[0].body


def test_nobody_is_told_of_an_edit_that_gives_no_such_role(
    technician, mailoutbox, django_capture_on_commit_callbacks
):
    chief = make_account(CHIEF_EDITORS, email="chefin@kts.example")
    editors = Group.objects.get(name=EDITORS)

    with django_capture_on_commit_callbacks(execute=True):
        edit(technician, chief, last_name="Neu", groups=[*chief.groups.all(), editors])
        edit(technician, make_account(**ANNA), groups=[editors.pk])

    assert mailoutbox == []
