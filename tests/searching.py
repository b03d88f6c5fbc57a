"""What the search looks in, compared with what it would be if it were made now."""

from smartcity.content.search_columns import COLUMNS, searchable_models


def stale_search_columns():
    """Objects whose stored columns are not those of their words."""
    objects = (obj for model in searchable_models() for obj in model._default_manager.all())
    return [obj for obj in objects if columns_of(obj) != fresh_columns_of(obj)]


def columns_of(obj):
    return [getattr(obj, name) for name in COLUMNS]


def fresh_columns_of(obj):
    fresh = type(obj)._default_manager.get(pk=obj.pk)
    fresh.derive_search_columns()
    return columns_of(fresh)
