"""Pictures in rich text: the text stores keys of the library, from which it is rendered."""

import re

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

REFERENCE = re.compile(r'<img data-picture="([1-9][0-9]{0,17})">')
BEGIN = '<img data-picture="'
TAG = re.compile(r"(<[^>]*>)")
# Elements that may not contain a figure.
INLINE = re.compile(r"<(/?)(?:p|h2|h3|a|strong|em)\b")


def reference_to(picture):
    """Return the markup that stores *picture* in a text."""
    return f'{BEGIN}{picture.pk}">'


def keys_in(markup):
    """Return the set of picture keys in *markup*."""
    return {int(key) for key in REFERENCE.findall(markup)}


def pictures_in(markup, loaded=None):
    """Return {key: picture, or None if it was deleted}, without a query if all are *loaded*."""
    loaded, keys = loaded or {}, keys_in(markup)
    if keys <= loaded.keys():
        return loaded
    pictures = apps.get_model("smartcity.Picture").objects.in_bulk(keys)
    return {key: pictures.get(key) for key in keys}


def with_references(markup):
    """Return *markup* without foreign images, and with library pictures between its paragraphs."""
    if "<img" not in markup:
        return markup
    output, pending, depth = [], [], 0
    for piece in TAG.split(markup):
        if piece.startswith("<img"):
            pending += REFERENCE.findall(piece)
        else:
            output.append(piece)
        if inline := INLINE.match(piece):
            depth += -1 if inline[1] else 1
        if not depth:
            output += [f'{BEGIN}{key}">' for key in pending]
            pending = []
    return "".join(output)


def with_figures(markup):
    """Return *markup* with rendered pictures; deleted ones are left out."""
    return replace_pictures(markup, figure_of)


def with_alternatives(markup, loaded=None):
    """Return *markup* with the text alternatives of its pictures."""
    return replace_pictures(
        markup, lambda picture: alternative_of(picture.alt) if picture.alt else "", loaded
    )


def with_names(markup):
    """Return *markup* with the names of all its pictures, for editors."""
    return replace_pictures(markup, alternative_of, deleted=lambda key: alternative_of(f"{key}?"))


def replace_pictures(markup, render, loaded=None, deleted=lambda key: ""):
    """Return *markup* with `render(picture)`, or `deleted(key)`, in place of each reference."""
    pictures = pictures_in(markup, loaded)

    def replacement(reference):
        key = int(reference[1])
        return render(pictures[key]) if pictures[key] else deleted(key)

    return REFERENCE.sub(replacement, markup)


def figure_of(picture):
    """Return *picture* rendered as a figure."""
    return render_to_string("components/picture.html", {"picture": picture, "is_in_text": True})


def alternative_of(words):
    """Return a paragraph that stands for a picture with these *words*."""
    sentence = _("Picture: %s") % words
    return f"<p>[{escape(sentence)}]</p>"
