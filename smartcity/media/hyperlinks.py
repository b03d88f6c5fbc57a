"""Link addresses in rich text: completed where the intention is clear, refused otherwise."""

import html
import re

import nh3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

URL_SCHEMES = {"http", "https", "mailto", "tel"}
WEB_URL = URLValidator(schemes=["http", "https"])
# A host or a mailbox, and the rest. Spaces are removed from the former and encoded in the latter.
BEGIN = re.compile(r"(https?://[^/?#]*|mailto:[^?]*)(.*)", re.IGNORECASE | re.DOTALL)
PHONE = re.compile(r"tel:\+?[0-9]{3,20}", re.IGNORECASE)
# Renamed to data-href before nh3 runs, because nh3 removes URLs that it cannot parse.
HREF = re.compile(r"\bhref(?=\s*=)", re.IGNORECASE)
LINK = re.compile(r'<a data-href="([^"]*)">(.*?)</a>', re.DOTALL)
LINKS = nh3.Cleaner(tags={"a"}, attributes={"a": {"data-href"}}, link_rel=None)
UNLINKED = re.compile(r"<a>(.*?)</a>", re.DOTALL)
FRAGMENT_LINK = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
# Further dead links are reported once these are corrected.
MAX_MESSAGES = 10


def complete_address(address):
    """Return *address* as a browser can follow it from any page, or None if that is impossible.

    “www.ulm.de” gets https, “info@ulm.de” becomes mailto. `is_dead_link` checks paths of this
    website, `without_dead_links` checks fragments.
    """
    address = address.strip()
    if address.startswith("#"):
        return address
    if re.match(r"www\.", address, re.IGNORECASE):
        address = f"https://{address}"
    elif address.startswith("//"):
        address = f"https:{address}"
    elif is_email(address):
        address = f"mailto:{address}"
    address = without_spaces(address)
    return address if is_followable(address) else None


def without_spaces(address):
    """Return *address* with spaces removed from phone numbers and hosts, and encoded elsewhere."""
    if re.match("tel:", address, re.IGNORECASE):
        return re.sub(r"[\s()/.-]", "", address)
    host, rest = match.groups() if (match := BEGIN.match(address)) else ("", address)
    return re.sub(r"(?<=:)\s+", "", host) + re.sub(r"\s", "%20", rest)


def is_followable(address):
    """Return whether *address* is a path, a web URL, a mailbox or a phone number."""
    if address.startswith("/"):
        return True
    scheme, _colon, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return all(map(is_email, rest.partition("?")[0].split(",")))
    return bool(PHONE.fullmatch(address)) or is_web_url(address)


def is_email(text):
    """Return whether *text* is an e-mail address."""
    return is_valid(validate_email, text)


def is_web_url(address):
    """Return whether *address* is a URL with http or https."""
    return is_valid(WEB_URL, address)


def is_valid(validate, text):
    """Return whether the validator *validate* accepts *text*."""
    try:
        validate(text)
    except ValidationError:
        return False
    return True


def without_dead_links(markup, ids_of):
    """Return the cleaned *markup* with dead links replaced by their text.

    *ids_of(markup)* returns the ids that fragments can refer to; it is called only if needed.
    """
    markup = UNLINKED.sub(r"\1", markup)
    if not FRAGMENT_LINK.search(markup):
        return markup
    ids = ids_of(markup)

    def replacement(link):
        return link[0] if html.unescape(link[1]) in ids else link[2]

    return FRAGMENT_LINK.sub(replacement, markup)


def is_dead_link(address):
    """Return whether *address* cannot be followed or is a path without a page."""
    completed_address = complete_address(address)
    if completed_address is None or not completed_address.startswith("/"):
        return completed_address is None
    path = re.split(r"[?#]", completed_address)[0]
    return not (path.startswith(settings.STATIC_URL) or is_page(path) or is_page(f"{path}/"))


def is_page(path):
    """Return whether a URL pattern matches *path*."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def validate_links(markup):
    """Raise ValidationError with one message for each link in *markup* that is dead."""
    links = LINK.findall(LINKS.clean(HREF.sub("data-href", markup)))
    dead = {
        html.unescape(address): html.unescape(words)
        for address, words in links
        if is_dead_link(html.unescape(address))
    }
    if dead:
        raise ValidationError(
            [dead_link_message(*link) for link in list(dead.items())[:MAX_MESSAGES]]
        )


def dead_link_message(address, words):
    """Return the error message for a link with this address and text."""
    values = {"words": " ".join(words.split())[:80], "address": address.strip()[:80]}
    return (
        _(
            "The link “%(words)s” leads nowhere: “%(address)s”. Give the whole address, "
            "for example https://www.ulm.de/."
        )
        % values
    )
