"""Addresses of links in rich text: completed if it is clear what was meant, else refused."""

import html
import re

import nh3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

URL_SCHEMES = {"http", "https", "mailto", "tel"}
ON_THE_WEB = URLValidator(schemes=["http", "https"])
# A server or a mailbox, and what follows: only there spaces are possible, in other letters.
BEGIN = re.compile(r"(https?://[^/?#]*|mailto:[^?]*)(.*)", re.IGNORECASE | re.DOTALL)
PHONE = re.compile(r"tel:\+?[0-9]{3,20}", re.IGNORECASE)
# nh3 takes addresses out that it does not understand, but leaves other attributes alone.
HREF = re.compile(r"\bhref(?=\s*=)", re.IGNORECASE)
LINK = re.compile(r'<a data-href="([^"]*)">(.*?)</a>', re.DOTALL)
LINKS = nh3.Cleaner(tags={"a"}, attributes={"a": {"data-href"}}, link_rel=None)
BARE = re.compile(r"<a>(.*?)</a>", re.DOTALL)
WITHIN = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
# So many are named; who mends these sees the next ones.
MOST_NAMED = 10


def completed(address):
    """Return *address* as browsers follow it from any page, or None if it leads nowhere.

    “www.ulm.de” gets https, “info@ulm.de” becomes mailto. Paths of this website are not looked up
    here but in `is_dead`, fragments in `without_dead_links`.
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
    return address if leads_somewhere(address) else None


def without_spaces(address):
    if re.match("tel:", address, re.IGNORECASE):
        return re.sub(r"[\s()/.-]", "", address)
    host, rest = match.groups() if (match := BEGIN.match(address)) else ("", address)
    return re.sub(r"(?<=:)\s+", "", host) + re.sub(r"\s", "%20", rest)


def leads_somewhere(address):
    if address.startswith("/"):
        return True
    scheme, _colon, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return all(map(is_email, rest.partition("?")[0].split(",")))
    return bool(PHONE.fullmatch(address)) or is_on_the_web(address)


def is_email(text):
    return is_valid(validate_email, text)


def is_on_the_web(address):
    return is_valid(ON_THE_WEB, address)


def is_valid(validate, text):
    try:
        validate(text)
    except ValidationError:
        return False
    return True


def without_dead_links(markup, places_in):
    """Return cleaned *markup* whose links lead somewhere; of others only the words stay.

    *places_in* returns the ids of a text; it is asked only if a link leads to one.
    """
    markup = BARE.sub(r"\1", markup)
    if not WITHIN.search(markup):
        return markup
    places = places_in(markup)

    def kept(link):
        return link[0] if html.unescape(link[1]) in places else link[2]

    return WITHIN.sub(kept, markup)


def is_dead(address):
    completed_address = completed(address)
    if completed_address is None or not completed_address.startswith("/"):
        return completed_address is None
    path = re.split(r"[?#]", completed_address)[0]
    return not (path.startswith(settings.STATIC_URL) or is_a_page(path) or is_a_page(f"{path}/"))


def is_a_page(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def validate_links(markup):
    """Raise ValidationError with a sentence for each link of *markup* that leads nowhere."""
    found = LINK.findall(LINKS.clean(HREF.sub("data-href", markup)))
    dead = {
        html.unescape(address): html.unescape(words)
        for address, words in found
        if is_dead(html.unescape(address))
    }
    if dead:
        raise ValidationError([refusal(*link) for link in list(dead.items())[:MOST_NAMED]])


def refusal(address, words):
    told = {"words": " ".join(words.split())[:80], "address": address.strip()[:80]}
    return (
        _(
            "The link “%(words)s” leads nowhere: “%(address)s”. Give the whole address, "
            "for example https://www.ulm.de/."
        )
        % told
    )
