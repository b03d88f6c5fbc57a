"""A list on other websites: `?ansicht=einbetten` for a frame, `?ansicht=fragment` to be copied in.

Only these two answers may stand elsewhere; every other page keeps refusing frames.
"""

from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_exempt

from .cors import readable_from_anywhere

FRAME, FRAGMENT = "einbetten", "fragment"


class Embeddable:
    """Mixed into a list: a page made for frames, and its rows without a page around them."""

    frame_template_name = None
    fragment_template_name = None

    @property
    def embedding(self):
        """The template of what was asked for, or nothing for the page itself."""
        templates = {FRAME: self.frame_template_name, FRAGMENT: self.fragment_template_name}
        return templates.get(self.request.GET.get("ansicht"))

    def get_template_names(self):
        return [self.embedding] if self.embedding else super().get_template_names()

    def render_to_response(self, context, **kwargs):
        render = super().render_to_response
        if not self.embedding:
            return render(context, **kwargs)
        response = in_frames(render)(context, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return readable_from_anywhere(response)


def in_frames(render):
    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(render))
