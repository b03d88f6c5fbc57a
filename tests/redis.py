"""A Redis of one test's own, which may be stopped or frozen."""

import shutil
import signal
import socket
import subprocess
from contextlib import contextmanager

import pytest
import redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

SERVER = shutil.which("redis-server")


class OwnRedis:
    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        call = [SERVER, "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(call, stdout=subprocess.DEVNULL)
        patient = Retry(ConstantBackoff(0.05), 200)
        redis.Redis(port=self.port, retry=patient).ping()

    def stop(self):
        self.process.kill()
        self.process.wait()

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def take_no_more(self):
        redis.Redis(port=self.port).config_set("maxmemory", 1)


@contextmanager
def own_redis():
    if SERVER is None:
        pytest.skip("redis-server is not installed")
    server = OwnRedis()
    try:
        yield server
    finally:
        server.stop()
