"""Reading a million messages: ours beside two parsers from PyPI, in the same run, on the same files.

    python tools/bench_chats.py [--messages 1000000] [--peer-python PATH] [--repeat 3]

Each run is a process of its own; time is wall clock from start to end, memory the peak resident size. The peers live in
an environment of their own (``make bench-chats`` builds it); without it only ours is measured.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

WORDS = (
    "the of and to in is you that it he was for on are as with his they at be this have from or one had by but not what all "
    "were we when your can said there use an each which she do how their if will up other about out many then them these so "
    "some her would make like him into time has look two more write go see number no way could people my than first water"
).split()
_MINED = "from chatminer.chatparsers import {reader} as P; p=P({file!r}); p.parse_file(); p.parsed_messages.get_df()"
PEERS = {
    "chat-miner": _MINED.replace("{reader}", "WhatsAppParser"),
    "whatstk": "from whatstk import df_from_whatsapp as d; print(len(d({file!r}, max_size=None)))",
    "chat-miner telegram": _MINED.replace("{reader}", "TelegramJsonParser"),
}


def sentences(seed: int) -> Callable[[], str]:
    """Endless chat-like text, the same for the same seed."""
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(2, 20)))

    return sentence


def write_whatsapp(path: Path, count: int) -> None:
    """An Android export in day-first order, one message in thirty on two lines."""
    chance, sentence, when = random.Random(1), sentences(2), datetime(2015, 1, 13, 8, 0)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            when += timedelta(minutes=chance.randint(0, 9))
            text = sentence() + ("\n" + sentence() if number % 30 == 0 else "")
            out.write(f"{when:%d/%m/%Y, %H:%M} - {chance.choice(('Ana', 'Ben Ito'))}: {text}\n")


def write_telegram(path: Path, count: int) -> None:
    """One personal chat as Telegram Desktop indents it."""
    chance, sentence, when = random.Random(1), sentences(2), 1_500_000_000
    with path.open("w", encoding="utf-8") as out:
        out.write('{\n "name": "Ana",\n "type": "personal_chat",\n "id": 1,\n "messages": [')
        for number in range(count):
            when += chance.randint(5, 400)
            text, who = sentence(), chance.choice(("Ana", "Ben"))
            row = {
                "id": number + 1,
                "type": "message",
                "date": datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%S"),
                "date_unixtime": str(when),
                "from": who,
                "from_id": "user123456789",
                "text": text,
                "text_entities": [{"type": "plain", "text": text}],
            }
            out.write((",\n  " if number else "\n  ") + json.dumps(row, indent=1).replace("\n", "\n  "))
        out.write("\n ]\n}")


Run = tuple[float, float, float, bool]


def measured(command: list[str]) -> Run:
    """Wall seconds, CPU seconds, peak MB and whether it ended well."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - start, cpu, usage.ru_maxrss / 1024, process.returncode == 0


def best(command: list[str], repeat: int) -> Run:
    """The fastest of several runs with the largest memory of all of them."""
    runs = [measured(command) for _ in range(repeat)]
    walls, cpus, memories, wells = zip(*runs, strict=True)
    return min(walls), min(cpus), max(memories), all(wells)


def report(name: str, run: Run, ours: Run | None) -> None:
    """One line of the table."""
    wall, cpu, memory, well = run
    beside = "" if ours is None else f"  {cpu / ours[1]:6.1f} x the CPU time, {memory / ours[2]:6.1f} x the memory"
    print(
        f"{name:24} {wall:8.2f} s wall {cpu:8.2f} s CPU {memory:8.1f} MB{beside}{'' if well else '  (failed)'}",
        flush=True,
    )


def main() -> None:
    """Generate, run, print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--messages", type=int, default=1_000_000)
    asked.add_argument("--peer-python")
    asked.add_argument("--folder", type=Path, default=Path(".bench"))
    asked.add_argument("--repeat", type=int, default=3)
    given = asked.parse_args()
    given.folder.mkdir(exist_ok=True)
    makers = {"whatsapp": (write_whatsapp, ".txt"), "telegram": (write_telegram, ".json")}
    for name, (write, ending) in makers.items():
        path = given.folder / f"{name}-{given.messages}{ending}"
        if not path.exists():
            write(path, given.messages)
        print(f"\n{name}: {given.messages:,} messages, {path.stat().st_size / 1e6:.0f} MB")
        ours = best([sys.executable, "-m", "nearer", "messages", str(path), "--jsonl"], given.repeat)
        report("nearer messages", ours, None)
        for peer, code in PEERS.items():
            if given.peer_python and ("telegram" in peer) == (name == "telegram"):
                report(peer, measured([given.peer_python, "-c", code.format(file=str(path))]), ours)


if __name__ == "__main__":
    main()
