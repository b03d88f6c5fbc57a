from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


def test_home_needs_no_other_host_and_raises_no_complaint(page, live_server):
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))

    response = page.goto(live_server.url)

    assert response.status == 200
    assert page.locator("h1").count() == 1
    assert hosts == {urlsplit(live_server.url).netloc}
    assert complaints == []
