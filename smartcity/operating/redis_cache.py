"""A cache in Redis whose failure fails no request: meanwhile each process keeps its own."""

import logging
import time
from functools import wraps
from threading import Lock

import redis
from django.core.cache.backends import redis as backend
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

FAILURES = (redis.RedisError, OSError)
# In seconds. Redis answers within a millisecond; a request should not notice that it does not.
TIMEOUTS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
# In seconds: how long a Redis that failed is left alone before one request tries it again.
RETRY_AFTER = 10
# Attempts to log in are counted here, too: others must not push them out.
MOST_KEPT = 20_000
# A value that is stored for a minute to see whether Redis takes any.
PROBE = "redis-is-back"


class Outage:
    """What one process knows of one Redis; shared by the threads."""

    def __init__(self):
        self.lock = Lock()
        # When to try Redis again; None while it answers.
        self.next_try = None

    def begin(self, error):
        with self.lock:
            is_new = self.next_try is None
            self.next_try = time.monotonic() + RETRY_AFTER
        if is_new:
            text = "Redis failed, this process keeps its own cache meanwhile: %s: %s"
            logger.warning(text, type(error).__name__, error)

    def end(self):
        with self.lock:
            self.next_try = None
        logger.warning("Redis answers again.")

    def is_try_due(self):
        """True for one thread after each `RETRY_AFTER`; the others go on without Redis."""
        with self.lock:
            now = time.monotonic()
            if self.next_try is None or now < self.next_try:
                return False
            self.next_try = now + RETRY_AFTER
            return True


OUTAGES = {}


def with_fallback(method):
    """*method* of Django's backend, or the same of the cache of this process if Redis fails."""

    @wraps(method)
    def answer(self, *args, **kwargs):
        if self.is_reachable():
            try:
                return method(self, *args, **kwargs)
            except FAILURES as error:
                self.outage.begin(error)
        return getattr(self.local, method.__name__)(*args, **kwargs)

    return answer


class RedisCache(backend.RedisCache):
    """Django's backend with short timeouts and a fallback.

    Throttling of logins counts on during an outage, in each process for itself.
    """

    def __init__(self, server, params):
        super().__init__(server, params)
        self._options = TIMEOUTS | self._options
        self.local = LocMemCache(str(server), params | {"OPTIONS": {"MAX_ENTRIES": MOST_KEPT}})
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
        try:
            return super().get(key, default, version)
        except FAILURES:
            raise
        except Exception:
            # What another release or program stored cannot be read: unpickling raises anything.
            self.delete(key, version)
            return default

    def get_many(self, keys, version=None):
        missing = object()
        found = {key: self.get(key, missing, version) for key in keys}
        return {key: value for key, value in found.items() if value is not missing}

    @with_fallback
    def clear(self):
        self.local.clear()
        return super().clear()

    def is_reachable(self):
        if self.outage.next_try is None:
            return True
        if self.outage.is_try_due() and self.failure() is None:
            self.outage.end()
        return self.outage.next_try is None

    def failure(self):
        """The error if Redis does not take a value now, else None; asked of Redis each time."""
        try:
            self._cache.set(self.make_and_validate_key(PROBE), 1, 60)
        except FAILURES as error:
            return error
        return None
