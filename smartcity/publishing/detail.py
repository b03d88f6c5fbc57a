"""The page of one object with an address: found, moved (301), withdrawn (410) or unknown (404)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import DetailView

from .publication import is_public


def find(queryset, slug):
    """The object at *slug*, a current one before a former one; Http404 if there is none."""
    return one_at(queryset.now_or_formerly_at(slug), slug)


def one_at(objects, slug):
    """Of what is or was at *slug* the current one before a former one; Http404 if there is none."""
    if not objects:
        raise Http404
    return min(objects, key=lambda obj: obj.slug != slug)


class AddressedDetailView(DetailView):
    """`get_queryset` loads what the page shows, whatever its publication."""

    def get(self, request, slug):
        """Answer with the page, 301 to its current address or 410; raise Http404 otherwise."""
        self.object = find(self.get_queryset(), slug)
        if not self.is_public():
            if self.object.has_public_address(request.now):
                return render(request, "410.html", {"told": self.withdrawal_told()}, status=410)
            raise Http404
        if self.address() != request.path:
            return redirect(self.address(), permanent=True)
        return self.render_to_response(self.get_context_data())

    def address(self):
        """Return the current path of the page."""
        return self.object.get_absolute_url()

    def preview(self, key, note):
        """The page of the one with this key as if it were public, and *note* above it."""
        self.object = self.get_queryset().get(pk=key)
        self.object.publish(self.request.now)
        return self.render_to_response(self.get_context_data(preview_note=note))

    def withdrawal_told(self):
        """What readers may know of why it was withdrawn."""
        return ""

    def is_public(self):
        return is_public(self.object, self.request.now)
