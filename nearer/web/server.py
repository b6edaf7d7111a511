"""The production server on the person's own computer: one gunicorn worker with threads, on 127.0.0.1 only.

One process holds all keys: the boot secret is made before the worker is forked, so that a crashed worker does not close
anyone's book, and it is gone with the process.
"""

import gc
import resource
import socket
from collections.abc import Callable
from typing import Any

from django.core.signals import request_finished
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from nearer.web.logs import PlaceOnly

HOST = "127.0.0.1"
USUAL_PORT = 8321
THREADS = 8
MOST_OBJECTS = 100_000
"""More than a page makes: the collector does not come by while a book is being read."""


class PortInUse(Exception):
    """Something else listens on the port that was asked for."""


def bound_socket(port: int | None) -> socket.socket:
    """A listening socket: on this port, or, when none was asked for, on the usual one or else any free one.

    Raises PortInUse.
    """
    for candidate in [port] if port is not None else [USUAL_PORT, 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise PortInUse


def no_core_dumps() -> None:
    """Keys of open books are in memory: a crash must not write them to disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def let_go_after_each_page() -> None:
    """Free an opened book as soon as its page is sent, and not whenever the collector happens to come by.

    A template's context goes in circles, so that whole books would stay in memory after their pages, and the collector
    would walk through all of them while the next one is being read.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MOST_OBJECTS)
    request_finished.connect(_let_go)


def _let_go(**_finished: Any) -> None:
    gc.collect()


class QuietLogger(Logger):  # type: ignore[misc]
    """The server's own log, without a word of a request or an error in it."""

    def setup(self, cfg: Any) -> None:
        """Set up as usual, then let every line say only what is safe to show."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(PlaceOnly())


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn without its command line. ``ready`` is called once it answers."""

    def __init__(self, load: Callable[[], Any], listener: socket.socket, ready: Callable[[], None]) -> None:
        self._load, self._listener, self._ready = load, listener, ready
        super().__init__()

    def load_config(self) -> None:
        """Settings that keep content out of logs and temp files."""
        chosen = {
            "bind": f"fd://{self._listener.fileno()}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "preload_app": True,
            "accesslog": None,
            "logger_class": QuietLogger,
            "loglevel": "error",
            "timeout": 120,
            "graceful_timeout": 5,
            "when_ready": lambda _server: self._ready(),
            "proc_name": "nearer",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application."""
        application = self._load()
        let_go_after_each_page()
        return application
