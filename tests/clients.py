"""A client that reads pages as browsers do, so that tests do not depend on how templates wrap."""

import re

from django.test import Client

BLOCKS = (
    "article|aside|body|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|html|"
    "li|main|nav|ol|p|section|summary|table|tbody|td|th|thead|title|tr|ul"
)
TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
BESIDE_BLOCKS = re.compile(rf"\s*(</?(?:{BLOCKS})\b[^<>]*>)\s*")
# A non-breaking space is none of these.
WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
CLASSES = re.compile(r'class="([^"]*)"')


class ReadingClient(Client):
    """White space inside of tags is one space, and none stands beside blocks."""

    def request(self, **request):
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and response.content:
            response.content = as_read(response.content.decode()).encode()
        return response


def as_read(markup):
    markup = TAG.sub(one_line, markup)
    # The text of a field keeps its lines.
    if "<textarea" not in markup:
        markup = WHITE_SPACE.sub(" ", markup).strip()
    return BESIDE_BLOCKS.sub(r"\1", markup)


def one_line(tag):
    text = WHITE_SPACE.sub(" ", tag[0]).replace(' ">', '">').replace('" >', '">')
    return CLASSES.sub(lambda classes: f'class="{" ".join(classes[1].split())}"', text)
