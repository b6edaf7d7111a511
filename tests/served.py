"""The real product under test: ``nearer serve`` as a process of its own, with its own data folder and port."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.places import CHECKOUT

READY_WITHIN = 60.0


class NotStarted(Exception):
    """The server ended, or did not answer in time; the message is what it said."""


@dataclass
class Served:
    """One server. ``said`` holds everything it wrote, standard error too.

    ``guests`` are waited for before it stops: pages that are drawn and still fetch something would complain.
    """

    data: Path
    port: int = 0
    most_bytes_a_file: int | None = None
    env: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.port = self.port or free_port()
        self.log = self.data.parent / f"{self.data.name}.log"
        self.guests: list[Callable[[], None]] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def link(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """Its SQLite file."""
        return self.data / "nearer.sqlite3"

    @property
    def said(self) -> str:
        """Everything it wrote so far."""
        return self.log.read_text() if self.log.exists() else ""

    def start(self) -> float:
        """Start it and wait until it answers; the seconds that took."""
        began = time.monotonic()
        command = [sys.executable, "-m", "nearer", "serve", "--data", str(self.data), "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--no-browser", *self.arguments],
                stdout=log,
                stderr=log,
                cwd=CHECKOUT,
                env={k: v for k, v in os.environ.items() if k not in FORGOTTEN} | self.env,
                preexec_fn=self._limit,
            )
        while time.monotonic() - began < READY_WITHIN:
            if self._process.poll() is not None:
                break
            if self.answers():
                return time.monotonic() - began
            time.sleep(0.02)
        self.stop()
        raise NotStarted(self.said)

    @property
    def processor_seconds(self) -> float:
        """What the processor worked for it so far, however busy the machine is with other things."""
        assert self._process is not None
        ours = [self._process.pid, *_children(self._process.pid)]
        ticks = [int(n) for pid in ours for n in Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[11:13]]
        return sum(ticks) / os.sysconf("SC_CLK_TCK")

    def answers(self) -> bool:
        """Whether it serves the help page."""
        try:
            with urllib.request.urlopen(f"{self.link}/away/", timeout=5) as page:
                return bool(page.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def stop(self) -> None:
        """Stop it as Ctrl+C does."""
        if self._process and self._process.poll() is None:
            for settled in self.guests:
                settled()
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def __enter__(self) -> "Served":
        self.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.stop()

    def _limit(self) -> None:
        if self.most_bytes_a_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.most_bytes_a_file, self.most_bytes_a_file))


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


FORGOTTEN = {"NEARER_DATA", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
"""The product gets none of the tests' own settings."""


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


def refused(data: Path, port: int | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Start a server that should stop at once with a sentence."""
    given = ["--port", str(port)] if port else []
    return subprocess.run(
        [sys.executable, "-m", "nearer", "serve", "--data", str(data), "--no-browser", *given],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=CHECKOUT,
        env={k: v for k, v in os.environ.items() if k not in FORGOTTEN} | env,
    )
