"""Ending Nearer at the worst moments: ``python -m tests.heavy.kill --times 50 [--server]``.

A process writes as fast as it can and says what it has written; at a random moment it is killed with -9, or stopped
(SIGSTOP) while the database and its write-ahead log are copied, as a power cut leaves them. Whatever was acknowledged has
to be there, whatever was removed must not, and nothing may be torn. With ``--server`` the writer is the real server.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from tests.places import CHECKOUT

if TYPE_CHECKING:
    from tests.visitor import Visitor

WORDS = " ".join(["abandon"] * 23 + ["art"])
LONGEST = 0.6
"""Seconds that a writer may write before it ends."""


@dataclass
class Heard:
    """What a writer said before it ended."""

    name: str = ""
    stands: dict[str, int] = field(default_factory=dict)
    going: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def hear(self, line: str) -> None:
        """Take in one whole line."""
        what, row, *rest = line.split()
        if what == "person":
            self.name = row
        elif what == "stands":
            self.stands[row] = int(rest[0])
        else:
            {"going": self.going, "gone": self.gone}[what].add(row)


@dataclass
class Figures:
    """What came of all rounds. ``lost`` and ``torn`` have to stay empty."""

    rounds: int = 0
    cuts: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} writers ended ({self.cuts} by a power cut), {self.acknowledged} writes acknowledged: "
            f"{len(self.lost)} lost, {len(self.torn)} torn"
        )


def end_writers(times: int, folder: Path, seed: int = 7) -> Figures:
    """End a writer so often, every third time by a power cut, and look at what is left each time."""
    chance, figures = random.Random(seed), Figures()
    environment = {**os.environ, "NEARER_DATA": str(folder), "NEARER_CHEAP": "1"}
    command = [sys.executable, "-m", "tests.vault.living", "write"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, cwd=CHECKOUT, text=True, **pipes) as parent:
        for number in range(times):
            cut = number % 3 == 2
            heard, left = _one_round(parent, folder, chance.random() * LONGEST, cut)
            figures.rounds, figures.cuts = figures.rounds + 1, figures.cuts + cut
            figures.acknowledged += len(heard.stands) + len(heard.gone)
            _look(left, heard, figures)
    return figures


def _one_round(parent: "subprocess.Popen[str]", folder: Path, seconds: float, cut: bool) -> tuple[Heard, Path]:
    """What a writer acknowledged, and the folder it left behind."""
    said, copy = folder.parent / "said", folder.parent / "cut"
    said.write_text("")
    print(said, file=parent.stdin, flush=True)
    assert parent.stdout is not None
    writer = int(parent.stdout.readline())
    while "\n" not in said.read_text():
        time.sleep(0.01)
    time.sleep(seconds)
    if cut:
        os.kill(writer, signal.SIGSTOP)
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for left in folder.glob("nearer.sqlite3*"):
            if not left.name.endswith("-shm"):
                shutil.copy(left, copy)
    os.kill(writer, signal.SIGKILL)
    while Path(f"/proc/{writer}").exists():
        time.sleep(0.001)
    return _heard(said.read_text()), copy if cut else folder


def _heard(said: str) -> Heard:
    heard = Heard()
    for line in said.splitlines(keepends=True):
        if line.endswith("\n"):
            heard.hear(line)
    return heard


def _look(folder: Path, heard: Heard, figures: Figures) -> None:
    from nearer.domain.entries import OwnWordsKept
    from nearer.vault import keys, locks
    from nearer.vault.backup import health
    from nearer.vault.store import OpenBook
    from tests.vault.conftest import database_at

    if not (found := health(folder / "nearer.sqlite3")).is_whole:
        figures.torn.append(f"{heard.name}: {found}")
    with database_at(folder / "nearer.sqlite3"):
        person, key = locks.open_with_words(heard.name, WORDS)
        locks.check(person.locks.get(kind="passphrase"))
        opened = OpenBook(person.id, person.epoch, keys.keys(key))
        book = opened.read()
        large = [entry.id for entry in book.of(OwnWordsKept)]
        figures.torn += [row for row in large if b"".join(opened.large(row)) != row.encode() * 5000]
    figures.torn += [problem.row for problem in book.problems]
    standing = {entry.id: entry.rev for entry in book.entries}
    kept = {row: rev for row, rev in heard.stands.items() if row not in heard.going}
    figures.lost += [row for row, rev in kept.items() if standing.get(row, 0) < rev]
    figures.lost += [f"{row} is back" for row in heard.gone & standing.keys()]


def end_servers(times: int, folder: Path, seed: int = 7) -> Figures:
    """End the whole server so often while plans are sent to it over HTTP, and look whether each acknowledged one stands."""
    from tests.visitor import PASSPHRASE, Visitor

    chance, figures, sent = random.Random(seed), Figures(), set[str]()
    for number in range(times):
        server, link = _server(folder)
        try:
            visitor = Visitor(link)
            visitor.open("Mara") if number else visitor.first_sitting(
                "Mara", PASSPHRASE, lambda field: f"first {field}"
            )
            killer = threading.Timer(0.1 + chance.random() * 2, os.killpg, (server.pid, signal.SIGKILL))
            killer.start()
            with suppress(OSError, HTTPException):
                _send_plans(visitor, number, sent)
            killer.join()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.communicate()
        figures.rounds += 1
    figures.acknowledged = len(sent)
    _look_for_acts(folder, sent, figures)
    return figures


def _send_plans(visitor: "Visitor", number: int, sent: set[str]) -> None:
    """Send plans until the server is gone; remember those that it acknowledged by showing the plan."""
    while True:
        act = f"act {number} {len(sent)}"
        answer = visitor.send(visitor.get("/practice/"), choice="own", act=act)
        assert answer.status == 200, f"{answer.status} at {answer.url}"
        assert not answer.url.endswith("/practice/"), "the plan was refused"
        sent.add(act)


def _server(folder: Path) -> tuple["subprocess.Popen[bytes]", str]:
    from tests.served import free_port

    port = free_port()
    command = [sys.executable, "-m", "nearer", "serve", "--data", str(folder), "--port", str(port), "--no-browser"]
    for _ in range(50):
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=CHECKOUT, start_new_session=True
        )
        assert server.stdout is not None
        if b"open at" in server.stdout.readline():
            return server, f"http://127.0.0.1:{port}"
        server.wait()
        time.sleep(0.1)
    raise AssertionError("the server does not start again")


def _look_for_acts(folder: Path, sent: set[str], figures: Figures) -> None:
    from nearer.domain.entries import PracticePlanned
    from nearer.vault import keys, locks
    from nearer.vault.backup import health
    from nearer.vault.store import OpenBook
    from tests.vault.conftest import database_at
    from tests.visitor import PASSPHRASE

    if not (found := health(folder / "nearer.sqlite3")).is_whole:
        figures.torn.append(str(found))
    with database_at(folder / "nearer.sqlite3"):
        person, key = locks.open_with_passphrase("Mara", PASSPHRASE)
        book = OpenBook(person.id, person.epoch, keys.keys(key)).read()
    figures.torn += [problem.row for problem in book.problems]
    figures.lost += sorted(sent - {plan.act for plan in book.of(PracticePlanned)})


def main() -> None:
    """Print one line of figures; exit 1 if anything was lost or torn."""
    asked = argparse.ArgumentParser(prog="python -m tests.heavy.kill")
    asked.add_argument("--times", type=int, default=50)
    asked.add_argument("--server", action="store_true", help="end the real server instead of a writer")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="nearer-kill-") as home:
        folder = Path(home) / "data"
        folder.mkdir()
        os.environ["NEARER_DATA"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        from nearer.vault import keys

        if given.server:
            figures = end_servers(given.times, folder)
        else:
            keys.FLOOR = keys.Argon2(memory=8, passes=1)
            figures = end_writers(given.times, folder)
    print(figures)
    sys.exit(1 if figures.lost or figures.torn else 0)


if __name__ == "__main__":
    main()
