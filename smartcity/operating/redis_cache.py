"""A Redis cache that falls back to a cache in each process while Redis is unavailable."""

import logging
import time
from functools import wraps
from operator import methodcaller
from threading import Lock

import redis
from django.core.cache.backends import redis as backend
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

FAILURES = (redis.RedisError, OSError)
# In seconds. Redis answers within a millisecond; a failure must not slow down a request.
TIMEOUTS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
# In seconds: the pause after a failure before one request tries Redis again.
RETRY_AFTER = 10
# Large enough that other entries do not evict the counters of login attempts.
MAX_LOCAL_ENTRIES = 20_000
# The key of a value that is written to test whether Redis accepts values.
PROBE = "redis-is-back"


class Outage:
    """The state of one Redis server as this process knows it; shared by its threads."""

    def __init__(self):
        self.lock = Lock()
        # When to try Redis again; None while it answers.
        self.next_try = None

    def begin(self, error):
        """Schedule the next attempt, and log *error* if the outage is new."""
        with self.lock:
            is_new = self.next_try is None
            self.next_try = time.monotonic() + RETRY_AFTER
        if is_new:
            text = "Redis failed, this process keeps its own cache meanwhile: %s: %s"
            logger.warning(text, type(error).__name__, error)

    def end(self):
        """Use Redis again."""
        with self.lock:
            self.next_try = None
        logger.warning("Redis answers again.")

    def is_try_due(self):
        """Return True for one thread after each `RETRY_AFTER`, False for the others."""
        with self.lock:
            now = time.monotonic()
            if self.next_try is None or now < self.next_try:
                return False
            self.next_try = now + RETRY_AFTER
            return True


OUTAGES = {}


def with_fallback(method):
    """Decorate *method* to call the same method of the local cache if Redis fails."""

    @wraps(method)
    def answer(self, *args, **kwargs):
        if self.is_reachable():
            try:
                return method(self, *args, **kwargs)
            except FAILURES as error:
                self.outage.begin(error)
        return methodcaller(method.__name__, *args, **kwargs)(self.local)

    return answer


class RedisCache(backend.RedisCache):
    """Django's backend with short timeouts and a fallback.

    During an outage, each process counts login attempts for itself.
    """

    def __init__(self, server, params):
        super().__init__(server, params)
        self._options = TIMEOUTS | self._options
        self.local = LocMemCache(
            str(server), params | {"OPTIONS": {"MAX_ENTRIES": MAX_LOCAL_ENTRIES}}
        )
        self.outage = OUTAGES.setdefault(str(server), Outage())

    add = with_fallback(backend.RedisCache.add)
    set = with_fallback(backend.RedisCache.set)
    touch = with_fallback(backend.RedisCache.touch)
    delete = with_fallback(backend.RedisCache.delete)
    has_key = with_fallback(backend.RedisCache.has_key)
    incr = with_fallback(backend.RedisCache.incr)
    set_many = with_fallback(backend.RedisCache.set_many)
    delete_many = with_fallback(backend.RedisCache.delete_many)

    @with_fallback
    def get(self, key, default=None, version=None):
        """Return the value, or *default* if it is missing or cannot be unpickled.

        Errors of Redis are raised to `with_fallback`, which handles them.
        """
        try:
            return super().get(key, default, version)
        except FAILURES:
            raise
        except Exception:
            # Another release stored the value: unpickling may raise any exception.
            self.delete(key, version)
            return default

    def get_many(self, keys, version=None):
        """Return {key: value} of the keys that exist."""
        missing = object()
        values = {key: self.get(key, missing, version) for key in keys}
        return {key: value for key, value in values.items() if value is not missing}

    @with_fallback
    def clear(self):
        """Clear Redis and the local cache."""
        self.local.clear()
        return super().clear()

    def is_reachable(self):
        """Return whether to use Redis; end the outage if it answers again."""
        if self.outage.next_try is None:
            return True
        if self.outage.is_try_due() and self.failure() is None:
            self.outage.end()
        return self.outage.next_try is None

    def failure(self):
        """Return the error if Redis does not accept a value now, else None."""
        try:
            self._cache.set(self.make_and_validate_key(PROBE), 1, 60)
        except FAILURES as error:
            return error
        return None
