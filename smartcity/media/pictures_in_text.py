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


def pictures_in(markup, known=None):
    """{key: picture, or None for one that is gone}; nothing is asked if all are *known*."""
    known, keys = known or {}, keys_in(markup)
    if keys <= known.keys():
        return known
    found = apps.get_model("smartcity.Picture").objects.in_bulk(keys)
    return {key: found.get(key) for key in keys}


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


def with_alternatives(markup, known=None):
    """With what the pictures tell somebody who cannot see them."""
    return replaced(markup, lambda it: told(it.alt) if it.alt else "", known=known)


def with_names(markup):
    """With names of all pictures, for editors."""
    return replaced(markup, told, gone=lambda key: told(f"{key}?"))


def replaced(markup, words_of, gone=lambda key: "", known=None):
    found = pictures_in(markup, known)

    def words(reference):
        key = int(reference[1])
        return words_of(found[key]) if found[key] else gone(key)

    return REFERENCE.sub(words, markup)


def figure_of(picture):
    return render_to_string("components/picture.html", {"picture": picture, "is_in_text": True})


def told(words):
    sentence = _("Picture: %s") % words
    return f"<p>[{escape(sentence)}]</p>"
