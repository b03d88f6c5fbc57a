"""Pictures inside rich text: a text holds keys of the library, and all else follows the library."""

import re

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

REFERENCE = re.compile(r'<img data-picture="([1-9][0-9]{0,17})">')
BEGIN = '<img data-picture="'
TAG = re.compile(r"(<[^>]*>)")
# Where no figure may stand.
NARROW = re.compile(r"<(/?)(?:p|h2|h3|a|strong|em)\b")


def reference_to(picture):
    return f'{BEGIN}{picture.pk}">'


def keys_in(markup):
    return {int(key) for key in REFERENCE.findall(markup)}


def pictures_in(markup):
    """{key: picture}, of those that still are in the library."""
    keys = keys_in(markup)
    return apps.get_model("smartcity.Picture").objects.in_bulk(keys) if keys else {}


def with_references(markup):
    """Clean *markup* without any other images, and with those between its paragraphs."""
    if "<img" not in markup:
        return markup
    done, held, depth = [], [], 0
    for piece in TAG.split(markup):
        if piece.startswith("<img"):
            held += REFERENCE.findall(piece)
        else:
            done.append(piece)
        if narrow := NARROW.match(piece):
            depth += -1 if narrow[1] else 1
        if not depth:
            done += [f'{BEGIN}{key}">' for key in held]
            held = []
    return "".join(done)


def with_figures(markup):
    """As readers see it; a picture that is gone leaves nothing behind."""
    return replaced(markup, figure_of)


def with_alternatives(markup):
    """With what the pictures tell somebody who cannot see them."""
    return replaced(markup, lambda picture: told(picture.alt) if picture.alt else "")


def with_names(markup):
    """With names of all pictures, for editors."""
    return replaced(markup, told, gone=lambda key: told(f"{key}?"))


def replaced(markup, words_of, gone=lambda key: ""):
    found = pictures_in(markup)

    def words(reference):
        key = int(reference[1])
        return words_of(found[key]) if key in found else gone(key)

    return REFERENCE.sub(words, markup)


def figure_of(picture):
    return render_to_string("components/picture.html", {"picture": picture, "is_in_text": True})


def told(words):
    sentence = _("Picture: %s") % words
    return f"<p>[{escape(sentence)}]</p>"
