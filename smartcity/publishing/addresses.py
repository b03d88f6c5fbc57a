"""Slugs of objects; a slug that was public once redirects to its object for ever."""

from django import forms
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Subquery
from django.utils.translation import gettext_lazy as _

from smartcity.text.folding import fold_for_search

# First path segments below a list that mean something else than a slug.
RESERVED_SLUGS = {"archiv", "kalender", "karte", "abonnieren", "vorlage"}


class AddressedQuerySet(models.QuerySet):
    def at(self, *slugs):
        """Return the objects whose current or former slug is one of *slugs*."""
        former = self.model._base_manager.filter(former_slugs__slug__in=slugs)
        return self.filter(Q(slug__in=slugs) | Q(pk__in=former.values("pk")))

    def now_or_formerly_at(self, slug):
        """Return what `at` returns, with an index: for its OR, PostgreSQL reads all rows."""
        content_type = ContentType.objects.get_for_model(self.model)
        former = content_type.formerslug_set.filter(slug=slug)
        return self.filter(Q(slug=slug) | Q(pk=Subquery(former.values("object_id")[:1])))


class NamedQuerySet(AddressedQuerySet):
    """A queryset of objects that filters offer from A to Z and understand by slug."""

    def resolved(self, slugs):
        """Return [(slug as given, key, slug, name)] of the objects they lead to, in one query."""
        rows = self.leading().at(*slugs).order_by()
        target = ("target", "target_slug", "target_name")
        values = rows.values_list(*target, "slug", "former_slugs__slug")
        leads = {slug: (pk, current, name) for pk, current, name, *own in values for slug in own}
        return [(slug, *leads[slug]) for slug in slugs if slug in leads]

    def current(self):
        """Return those that are not merged into another: here, all of them."""
        return self

    def leading(self):
        """Annotate the object a slug leads to: `target`, `target_slug` and `target_name`."""
        return self.annotate(target=F("pk"), target_slug=F("slug"), target_name=F("name"))

    def offered(self):
        """Return [(slug, name)] from A to Z, the choices of a form."""
        return list(self.order_by("sort_key").values_list("slug", "name"))


class AddressFormField(forms.SlugField):
    def to_python(self, value):
        return fold_for_search(super().to_python(value))


class AddressField(models.SlugField):
    """A slug field that stores lower-case letters without umlauts and accents, however typed."""

    def clean(self, value, model_instance):
        return super().clean(fold_for_search(value or ""), model_instance)

    def formfield(self, **kwargs):
        return super().formfield(form_class=AddressFormField, **kwargs)

    def deconstruct(self):
        """Return a SlugField for migrations, because the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs


class Addressed(models.Model):
    slug = AddressField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("Last part of the page's address. Once public, the old one keeps working."),
    )
    former_slugs = GenericRelation("smartcity.FormerSlug")
    # Models whose objects can be merged have a foreign key of this name.
    merged_into = None

    objects = AddressedQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        """Raise ValidationError if the slug is reserved, or led to another object before."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address has another meaning on the website.")})
        if self.slug and self.former_slug_of_others().exists():
            raise ValidationError({"slug": _("This address led to another page before.")})

    def former_slug_of_others(self):
        content_type = ContentType.objects.get_for_model(type(self))
        former = content_type.formerslug_set.filter(slug=self.slug)
        return former.exclude(object_id=self.pk) if self.pk else former

    def has_public_address(self, now):
        return True


def merge_target(obj):
    """Return what *obj* was merged into, or *obj* itself."""
    return (obj.merged_into if isinstance(obj, Addressed) else None) or obj


def remember_slug(obj, former):
    """Store *former* as a former slug of *obj*, and delete it where it is a current slug again."""
    obj.former_slugs.filter(slug=obj.slug).delete()
    obj.former_slugs.get_or_create(slug=former)
