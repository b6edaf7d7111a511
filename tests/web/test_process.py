"""The running server as this computer sees it: what it leaves in memory and on disk, where it listens, what it opens."""

import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.places import CHECKOUT
from tests.served import FORGOTTEN, Served, free_port


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A server with an empty folder."""
    with Served(tmp_path_factory.mktemp("process") / "data") as server:
        yield server


def processes(server: Served) -> list[int]:
    """The server and its worker."""
    assert server._process is not None
    pid = server._process.pid
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def test_no_key_ever_gets_into_a_core_dump(running: Served):
    ours = processes(running)
    assert len(ours) > 1
    for pid in ours:
        (limit,) = [line for line in Path(f"/proc/{pid}/limits").read_text().splitlines() if "core file" in line]
        assert limit.split()[4:6] == ["0", "0"]


def test_it_listens_on_this_computer_only(running: Served):
    table = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    table += [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    listening = [row[1] for row in table if row[3] == "0A" and int(row[1].split(":")[1], 16) == running.port]
    assert listening == [f"{int.from_bytes(socket.inet_aton('127.0.0.1'), 'little'):08X}:{running.port:04X}"]


def test_the_folder_is_for_its_owner_only(running: Served):
    assert stat.S_IMODE(running.data.stat().st_mode) == 0o700
    files = [path for path in running.data.iterdir() if path.is_file()]
    assert {"nearer.sqlite3", "secret", "open.lock"} <= {path.name for path in files}
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in files if path.name != "open.lock"} == {
        path.name: 0 for path in files if path.name != "open.lock"
    }


def test_it_says_where_it_is_and_opens_the_browser(tmp_path):
    """As ``make run`` does, with a browser that writes down what it was asked for; the folder is the usual one."""
    asked, port = tmp_path / "asked", free_port()
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {asked}\n')
    browser.chmod(0o755)
    given = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    given |= {"BROWSER": f"{browser} %s", "XDG_DATA_HOME": str(tmp_path / "share")}
    command = [sys.executable, "-m", "nearer", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT, env=given) as server:
        try:
            assert server.stdout is not None
            said = [server.stdout.readline(), server.stdout.readline()]
            until = time.monotonic() + 30
            while not asked.exists() or not asked.read_text():
                assert time.monotonic() < until
                time.sleep(0.05)
        finally:
            server.terminate()
    link = f"http://127.0.0.1:{port}/"
    assert said[0] == f"Nearer is open at {link}\n"
    assert str(tmp_path / "share" / "nearer") in said[1]
    assert asked.read_text().strip() == link
    assert (tmp_path / "share" / "nearer" / "nearer.sqlite3").exists()
