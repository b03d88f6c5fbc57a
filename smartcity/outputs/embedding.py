"""Embed a list on other websites: `?ansicht=einbetten` in a frame, `?ansicht=fragment` by script.

All other pages refuse to be framed.
"""

from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_exempt

from .cors import allow_any_origin

FRAME, FRAGMENT = "einbetten", "fragment"


class Embeddable:
    """A mixin for list views with templates for a frame and for a fragment."""

    frame_template_name = None
    fragment_template_name = None

    @property
    def embedded_template_name(self):
        """The template for the requested form of embedding, or None for the page itself."""
        templates = {FRAME: self.frame_template_name, FRAGMENT: self.fragment_template_name}
        return templates.get(self.request.GET.get("ansicht"))

    def get_template_names(self):
        """Return the template for embedding if it is requested."""
        return (
            [self.embedded_template_name]
            if self.embedded_template_name
            else super().get_template_names()
        )

    def render_to_response(self, context, **kwargs):
        """Return the response, which may be embedded only if that is requested."""
        render = super().render_to_response
        if not self.embedded_template_name:
            return render(context, **kwargs)
        response = allow_frames(render)(context, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return allow_any_origin(response)


def allow_frames(render):
    """Decorate *render* so that any website may show its response in a frame."""
    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(render))
