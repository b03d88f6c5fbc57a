"""The lists of parts inside the form of what they belong to."""

from django.db import models

from smartcity.content.proposals import must_propose

from .forms.collisions import Collision
from .forms.content import ContentForm
from .forms.rows import MOST_PARTS, PartsFormSet

HTTPS_LINKS = {models.URLField: {"assume_scheme": "https"}}


class PartsInline:
    """Mixed into an inline of Django."""

    form = ContentForm
    formset = PartsFormSet
    formfield_overrides = HTTPS_LINKS
    extra = 0
    max_num = MOST_PARTS
    # Whether a copy of the object (`smartcity.editing.copying`) gets these parts, too.
    is_copied = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, absolute_max=MOST_PARTS, **kwargs)
        formset.form.is_proposal = must_propose(request.user, obj)
        formset.collision = Collision(obj, request.POST)
        return formset
