"""Whoever is deleted can do nothing more and is not known by name; what they did stays readable."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client

from smartcity.content.models import Proposal
from smartcity.content.proposals import ACCEPTED, propose
from smartcity.content.workflow import STEPS, take
from smartcity.publishing.preview_links import make_link
from smartcity.publishing.roles import CHIEF_EDITORS, EDITORS
from tests.editor import add, admin_address, edit
from tests.factories import NOW, PASSWORD, make_account, make_article, make_colleague, make_project
from tests.logins import forget_password, is_logged_in, log_in

pytestmark = pytest.mark.django_db
User = get_user_model()
PERSON = {"first_name": "Ada", "last_name": "Byron", "email": "ada@kts.example"}
NAMED = ["Ada", "Byron", "ada@kts.example", "ada-kennung"]
LOG = "/admin/admin/logentry/"


@pytest.fixture
def technician(client):
    client.force_login(make_colleague(is_superuser=True, username="technik"))
    return client


@pytest.fixture
def ada():
    ada = make_colleague(CHIEF_EDITORS, username="ada-kennung", **PERSON)
    ada.projects.add(make_project())
    return ada


@pytest.fixture
def article(ada):
    """Written, submitted and shown by Ada, who proposed a change to it as well."""
    article = make_article(publication="draft", title="Vorher")
    client = Client()
    client.force_login(ada)
    edit(client, article, title="Nachher")
    article.refresh_from_db()
    take(STEPS["submit"], article, by=ada, now=NOW)
    make_link(article, by=ada, now=NOW)
    Proposal.objects.create(target=article, author=ada, decided_by=ada, changes=[], made_at=NOW)
    return article


def delete_in_admin(technician, user):
    # What is told at once may name the person.
    technician.post(admin_address(user, "delete"), {"post": "yes"}, follow=True)


def delete_ticked(technician, user):
    data = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    technician.post(admin_address(User, "changelist"), data)


def delete_object(technician, user):
    user.delete()


def delete_rows(technician, user):
    User.objects.filter(pk=user.pk).delete()


@pytest.fixture(params=[delete_in_admin, delete_ticked, delete_object, delete_rows])
def delete(request, technician):
    return lambda user: request.param(technician, user)


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_log_keeps_what_the_account_did(technician, ada, article, delete):
    did = set(LogEntry.objects.filter(user=ada).values_list("pk", flat=True))

    delete(ada)

    page = shown(technician, LOG)
    assert did
    assert did <= set(LogEntry.objects.values_list("pk", flat=True))
    assert f"ehemaliges Konto {ada.pk}" in page
    assert [it for it in NAMED if it in page] == []


@pytest.mark.parametrize("view", ["history", "change", "changelist"])
def test_the_pages_of_an_object_keep_who_did_what(technician, ada, article, view):
    address = admin_address(type(article) if view == "changelist" else article, view)

    ada.delete()

    page = shown(technician, address)
    assert [it for it in NAMED if it in page] == []
    assert view == "changelist" or f"ehemaliges Konto {ada.pk}" in page


def test_steps_proposals_and_preview_links_keep_their_account(ada, article):
    ada.delete()

    step, link, proposal = article.steps.get(), article.preview_links.get(), Proposal.objects.get()
    who = [step.taken_by, link.created_by, proposal.author, proposal.decided_by]
    assert [str(it) for it in who] == [f"ehemaliges Konto {ada.pk}"] * 4


def test_histories_forget_whose_proposal_was_taken_over(technician, ada, delete):
    article = make_article(title="Vorher")
    proposal = propose(article, {"title": "Nachher"}, now=NOW, author=ada)
    technician.post(admin_address(proposal), {"field-title": ACCEPTED, "answer": ""})
    address = admin_address(article, "history")
    before = shown(technician, address), LogEntry.objects.first().get_change_message()

    delete(ada)

    told = LogEntry.objects.filter(object_id=str(article.pk), content_type__model="article")
    after = shown(technician, address), told.first().get_change_message()
    assert all("Vorschlag von Ada Byron übernommen." in it for it in before)
    assert all(f"Vorschlag von ehemaliges Konto {ada.pk} übernommen." in it for it in after)
    assert [it for it in NAMED if it in "".join(after)] == []


def test_the_log_of_the_account_itself_forgets_the_name(technician, ada):
    edit(technician, ada, last_name="Lovelace")

    delete_in_admin(technician, ada)

    about = LogEntry.objects.filter(object_id=str(ada.pk), content_type__model="user")
    assert {it.object_repr for it in about} == {f"ehemaliges Konto {ada.pk}"}
    assert sorted(it.action_flag for it in about) == [2, 3]


def test_nothing_of_the_person_stays(ada, delete):
    delete(ada)

    ada = User.objects.get(pk=ada.pk)
    texts = [ada.first_name, ada.last_name, ada.email, ada.last_login]
    related = [ada.groups, ada.projects, ada.user_permissions, ada.authenticator_set]
    assert (texts, [it.count() for it in related]) == (["", "", "", None], [0] * 4)
    assert (ada.is_active, ada.is_staff, ada.has_usable_password()) == (False, False, False)


def test_the_account_logs_in_no_more(ada, delete, mailoutbox):
    busy, later = Client(), Client()
    busy.force_login(ada)
    before = is_logged_in(busy)

    delete(ada)
    for login in [*NAMED, f"ehemaliges Konto {ada.pk}"]:
        log_in(later, login, PASSWORD)
    forget_password(later, PERSON["email"])

    assert (before, is_logged_in(busy), is_logged_in(later)) == (True, False, False)
    assert mailoutbox == []


def test_it_is_offered_nowhere(technician, ada, delete):
    delete(ada)

    page = shown(technician, admin_address(User, "changelist"))
    assert "ehemaliges Konto" not in page.split('id="result_list"')[1]
    assert technician.get(admin_address(ada)).status_code == 302


def test_the_address_is_free_for_another_account(technician, ada, delete):
    delete(ada)

    assert add(technician, User, **PERSON).status_code == 302
    assert User.objects.current().filter(email=PERSON["email"]).count() == 1


def test_deleting_twice_and_several_at_once_works(technician):
    accounts = [make_account(EDITORS) for _account in range(3)]

    deleted = User.objects.filter(pk__in=[it.pk for it in accounts]).delete()
    User.objects.get(pk=accounts[0].pk).delete()

    assert deleted == (3, {"smartcity.User": 3})
    assert User.objects.current().count() == 1


def test_whoever_deletes_is_told_what_stays(technician, ada):
    page = technician.post(admin_address(ada, "delete"), {"post": "yes"}, follow=True)

    assert "„ehemaliges Konto“" in page.content.decode()
