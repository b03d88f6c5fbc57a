"""The view of one object by its slug: its page, 301 if it moved, 410 if withdrawn, else 404."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import DetailView

from .publication import is_public


def find(queryset, slug):
    """Return the object at *slug*, a current one before a former one; raise Http404 without one."""
    return one_at(queryset.now_or_formerly_at(slug), slug)


def one_at(objects, slug):
    """Return the object whose current slug is *slug*, else the first; raise Http404 without one."""
    if not objects:
        raise Http404
    return min(objects, key=lambda obj: obj.slug != slug)


class AddressedDetailView(DetailView):
    """A DetailView by slug; `get_queryset` returns objects in every state of publication."""

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
        """Return the page of the object as if it were public, with *note* above it."""
        self.object = self.get_queryset().get(pk=key)
        self.object.publish(self.request.now)
        return self.render_to_response(self.get_context_data(preview_note=note))

    def withdrawal_told(self):
        """Return the public reason for the withdrawal; subclasses override it."""
        return ""

    def is_public(self):
        return is_public(self.object, self.request.now)
