"""Read relations by their name. For values of columns see `Model.serializable_value`."""


def related_object(obj, name):
    """Return the object that the foreign key *name* of *obj* leads to, or None."""
    return getattr(obj, name)


def related_manager(obj, name):
    """Return the manager of the objects that the relation *name* leads to from *obj*."""
    return getattr(obj, name)


def related_rows(obj, name):
    """Return the queryset of these objects, from the prefetch cache if they are in it."""
    return related_manager(obj, name).all()
