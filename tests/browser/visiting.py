"""One visit of a page: all that the tests ask about, seen in one load."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path

WIDTHS = [320, 768, 1280]
HEIGHT = 800

AXE = """async (options) => (await axe.run(document, options)).violations.flatMap(
    ({id, nodes}) => nodes.map(({target, failureSummary}) =>
        `${id}: ${target.join(" ")}: ${failureSummary.split("\\n").slice(1).join(" ").trim()}`))"""
# Its usual rules, which are WCAG 2.2 A and AA and good practice, and the one it leaves out of them.
IN_FULL = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# All that changes in the dark.
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}

KEPT = """async () => [
    document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({name}) => name),
].filter(Boolean)"""
# As much room between lines, words and letters as a reader may ask for (WCAG 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# A sheet made by a script needs no permission of the page.
SPACE_OUT = """(rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
}"""
# The target of the link that has the focus, once the link can be seen.
FOCUSED = """() => document.activeElement.getBoundingClientRect().top >= 0
    && document.querySelector(document.activeElement.hash || null)?.tagName"""


@dataclass
class Visit:
    url: str
    status: int = 0
    headings: int = 0
    barriers: list = field(default_factory=list)
    overflows: dict = field(default_factory=dict)
    # Of the narrowest window, with SPACING.
    spaced_overflow: int = 0
    complaints: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    skips_to: str = ""
    # [(address, kind, bytes as they come compressed)]
    loaded: list = field(default_factory=list)


def visit(context, url, axe):
    """Go there in a fresh *context* and look around."""
    seen, page, requests = Visit(url), context.new_page(), []
    listen(page, url, seen, requests)
    seen.status = page.goto(url, wait_until="load").status
    seen.headings = page.locator("h1").count()
    page.evaluate(Path(axe, "axe.min.js").read_text())
    for width in WIDTHS:
        look(page, width, seen)
    seen.loaded = [answer_to(request) for request in requests]
    seen.kept = [*page.evaluate(KEPT), *context.cookies()]
    page.keyboard.press("Tab")
    seen.skips_to = page.evaluate(FOCUSED)
    page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    page.evaluate(SPACE_OUT, SPACING)
    seen.spaced_overflow = page.evaluate(OVERFLOW)
    return seen


def listen(page, url, seen, requests):
    def complain(message):
        # Chromium complains too when the page itself answers 404, 410 or 500, as it should.
        is_status = message.text.startswith("Failed to load") and message.location["url"] == url
        if message.type in {"error", "warning"} and not is_status:
            seen.complaints.append(message.text)

    page.on("request", lambda request: requests.append(request))
    page.on("console", complain)
    page.on("pageerror", lambda error: seen.complaints.append(error.message))
    page.on("requestfailed", lambda request: seen.complaints.append(f"failed: {request.url}"))


def look(page, width, seen):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    seen.overflows[width] = page.evaluate(OVERFLOW)
    for scheme, options in {"light": IN_FULL, "dark": COLOURS}.items():
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(AXE, options)
        seen.barriers += [f"{width} px, {scheme}: {barrier}" for barrier in found]
    page.emulate_media(color_scheme="light")


def answer_to(request):
    response = request.response()
    size = len(gzip.compress(response.body())) if response else 0
    return request.url, request.resource_type, size
