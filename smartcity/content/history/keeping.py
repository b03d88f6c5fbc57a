"""When versions are kept: once for every object that is different after a door has closed.

A first touch compares what is stored with the last version. What was changed without one (in bulk,
or before there were versions) gets its own version first, so that nobody answers for it.
"""

from django.db.models import Max
from django.utils.translation import gettext as _

from smartcity.content.values import is_owner
from smartcity.publishing.records import has_versions, open_keeper, version_of

from .states import fingerprint_of, own_state, related_names, related_state

# Read and written together.
BATCH = 100
CREATED, CHANGED, DELETED = "+", "~", "-"


class Keeper:
    def __init__(self, now, by=None):
        self.now = now
        self.by = by
        # (model, key) of what was made inside.
        self.made = set()
        # By (model, key): how it stood at the first touch; None if it is new.
        self.before = {}
        # Of what may be touched next: (how it stands, fingerprint of its last version).
        self.foreseen = {}
        self.told = {}
        self.recovered = {}
        # (model, key) of what is different, once it is finished; also of what has no versions.
        self.different = set()

    def note(self, obj):
        key = key_of(obj)
        if key is None:
            self.different.add((type(obj), obj.pk))
        elif key not in self.before:
            found, last = (None, None) if key in self.made else self.stored(key)
            self.before[key] = found
            if found and found.fingerprint != last:
                self.different.add(key)
                text = _("As it stood before; changed without a note.")
                found.keep(CHANGED, date=self.now, reason=text)

    def stored(self, key):
        return self.foreseen.pop(key, None) or (Snapshot.of(key), fingerprint_of_last(key))

    def foresee(self, model, pks):
        """Read together what is going to be touched, before any of it is written."""
        last = last_fingerprints(model, pks)
        self.foreseen = {
            (model, pk): (found, last.get(pk))
            for pk, found in Snapshot.of_several(model, pks).items()
        }

    def tell(self, obj, words):
        """Why it is changed; what was told first is the closest to it."""
        self.told.setdefault(key_of(obj), words)

    def finish(self):
        for model, pks in in_batches(self.before):
            self.keep_versions(model, pks)

    def keep_versions(self, model, pks):
        """Write the versions of those that are different by now, together."""
        versions = []
        stored = Snapshot.of_several(model, pks)
        for pk in pks:
            key = model, pk
            before, after = self.before[key], stored.get(pk)
            if kind := kind_of_change(before, after):
                self.different.add(key)
                told = {"reason": self.told.get(key, ""), "recovers": self.recovered.get(key)}
                snapshot = after or before
                versions.append(snapshot.version(kind, date=self.now, by=self.by, **told))
        version_of(model).objects.bulk_create(versions)

    def __enter__(self):
        self.token = open_keeper.set(self)
        return self

    def __exit__(self, *error):
        open_keeper.reset(self.token)


class Snapshot:
    """An object as it is stored, read whole."""

    def __init__(self, obj):
        self.obj = obj
        self.related = related_state(obj)
        self.fingerprint = fingerprint_of(own_state(type(obj), obj) | self.related)

    @classmethod
    def of(cls, key):
        model, pk = key
        return cls.of_several(model, [pk]).get(pk)

    @classmethod
    def of_several(cls, model, pks):
        """{key: Snapshot} of those that are stored."""
        rows = model._base_manager.filter(pk__in=pks).prefetch_related(*related_names(model))
        return {obj.pk: cls(obj) for obj in rows}

    def keep(self, kind, **told):
        self.version(kind, **told).save()

    def version(self, kind, *, date, by=None, reason="", recovers=None):
        """A version of it that is not stored yet."""
        version = version_of(type(self.obj))
        columns = [field.attname for field in version.tracked_fields]
        return version(
            **{name: getattr(self.obj, name) for name in columns},
            history_type=kind,
            history_date=date,
            history_user=by,
            history_change_reason=reason,
            history_related=self.related,
            history_fingerprint=self.fingerprint,
            history_recovers=recovers,
        )


def in_batches(keys):
    """Yield (model, keys of at most `BATCH` of its objects), of pairs of both."""
    found = {}
    for model, pk in keys:
        found.setdefault(model, []).append(pk)
    for model, pks in found.items():
        for begin in range(0, len(pks), BATCH):
            yield model, pks[begin : begin + BATCH]


def kind_of_change(before, after):
    if before is None:
        return after and CREATED
    if after is None:
        return DELETED
    return CHANGED if before.fingerprint != after.fingerprint else None


def key_of(obj):
    """(model, key) of what has versions: the object itself, or the one whose part it is."""
    if has_versions(type(obj)):
        return type(obj), obj.pk
    for field in obj._meta.concrete_fields:
        if is_owner(field) and has_versions(field.related_model):
            return field.related_model, getattr(obj, field.attname)
    return None


def versions_of(model, pk):
    """The latest first."""
    rows = version_of(model).objects.filter(**{model._meta.pk.attname: pk})
    return rows.order_by("-history_id")


def fingerprint_of_last(key):
    model, pk = key
    return last_fingerprints(model, [pk]).get(pk)


def last_fingerprints(model, pks):
    """{key: fingerprint of its last version}"""
    name = model._meta.pk.attname
    versions = version_of(model).objects
    of_one = versions.filter(**{f"{name}__in": pks}).order_by().values(name)
    last = versions.filter(pk__in=of_one.annotate(last=Max("history_id")).values("last"))
    return dict(last.values_list(name, "history_fingerprint"))
